"""Who and what a large shop quotes: a hyphen in a word stands for a space."""

from typing import Final

STAFF: Final = (
    ("Dana Ruiz", "sales"),
    ("Marcus Webb", "sales"),
    ("Aïcha Benali", "sales"),
    ("Tom Kowalczyk", "sales"),
    ("Priya Raman", "sales"),
    ("Joel Eriksen", "sales"),
    ("Ingrid Solberg", "estimator"),
    ("Hugo Martínez", "estimator"),
    ("Ruth Abernathy", "manager"),
)
PLACES: Final = (
    "Harbor Lakeside Riverside Summit Cedar Maple Northgate Westfield Granite Juniper Sterling"
    " Beacon Prairie Copper Willow Falcon Orchard Meridian Magnolia Redwood Bayview Pinecrest"
    " Silver Heron Crescent Foxglove Marigold Keystone Whitney Évora Müller Søren Blackbird Calder"
    " Dunmore Everett Fairmount Galloway Hawthorne Ironbridge"
)
TRADES: Final = (
    "Coffee Theatre Dental Realty Brewing Academy Clinic Hotel Bakery Credit-Union Museum"
    " Outfitters Architects Veterinary Florist Winery Fitness Law Insurance Plumbing Symphony"
    " Seminary Nursery Marine Optical"
)
FORMS: Final = "LLC Inc. Co. Group Partners"
FIRST_NAMES: Final = (
    "Maya Owen Lena Victor Chloé Samir Grace Walter Nadia Peter Renée Isaac Joan Félix Helen"
    " Dmitri Alice Bruno Carmen Yusuf"
)
LAST_NAMES: Final = (
    "Okafor Lindqvist Brown Alvarez Nakamura Schäfer Doyle Petrov Castillo Whitfield Nguyen"
    " Haddad Moreau Sandoval Keller Ferreira Bishop Tanaka Novak Gallagher"
)
OCCASIONS: Final = "Spring Fall Holiday Annual Grand-opening Reprint Summer Gala Trade-show Member"
JOBS: Final = (
    "menu,mailer,programme,brochure,launch kit,stationery,banners,appeal,catalogue,"
    "invitations,door hangers,training manual,price list,newsletter,rack cards"
)
REASONS: Final = "price turnaround competitor cancelled no_answer capability other"
# Three of them make a name that somebody gave to an event: 8,000 words, as many as a shop learns.
SYLLABLES: Final = (
    "bel car don fal gar hol jun kel lor mar nor pel quin ros sel tor vin wal yar zan"
)
SAID: Final = (
    "Called about the proof:,Wants the delivery in two parts:,Asked for a sample of,"
    "Compares with another shop for,Budget is not settled until,Will decide with the board of"
)
