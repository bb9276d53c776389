import { useNavigate } from "react-router";
import { useCan } from "@/features/auth/queries";
import { useHotkeys } from "@/lib/hotkeys";
import { placesFor } from "./navigation";

interface Doors {
  palette: () => void;
  sheet: () => void;
}

/** The keys that work on every screen. */
export function useChords({ palette, sheet }: Doors): void {
  const navigate = useNavigate();
  const can = useCan();
  const places = placesFor(can).flatMap((group) => group.places);
  const writes = can("quotes:write_own") || can("quotes:write_all");
  useHotkeys([
    { keys: "$mod+k", label: "Search or jump to", run: palette, whileTyping: true },
    { keys: "Shift+?", label: "Keyboard shortcuts", run: sheet },
    ...(writes ? [{ keys: "c", label: "New quote", run: () => void navigate("/quotes/new") }] : []),
    ...places.map((place) => ({ keys: place.keys, label: `Go to ${place.label}`, group: "Go to", run: () => void navigate(place.to) })),
    { keys: "g m", label: "Go to My account", group: "Go to", run: () => void navigate("/account") },
  ]);
}
