import { GroupCard } from "./GroupCard";
import { LinesEditor, written } from "./LinesEditor";
import { LogoSetting } from "./LogoSetting";
import { PaperPreview } from "./PaperPreview";
import { saveShop, type Settings } from "./queries";
import { TextSetting } from "./Setting";
import { useGroup } from "./useGroup";

/** Who the papers come from, beside a quote as it would look. */
export function ShopSection({ settings }: { readonly settings: Settings }) {
  const form = useGroup("shop", settings.shop, saveShop, (typed) => ({ ...typed, address_lines: written(typed.address_lines) }));
  const { values, change, error } = form;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <GroupCard title="Shop and letterhead" form={form}>
        <TextSetting id="name" label="Name" hint="Stands on every quote, in every mail and on the customers’ page." value={values.name} error={error("name")} onChange={(name) => change({ name })} />
        <TextSetting id="tagline" label="Tagline" hint="A line under the name, or nothing." value={values.tagline ?? ""} error={error("tagline")} onChange={(tagline) => change({ tagline })} />
        <LogoSetting svg={values.logo_svg ?? null} error={error("logo_svg")} onChange={(logo_svg) => change({ logo_svg })} />
        <LinesEditor
          id="address_lines"
          legend="Address"
          hint="As it stands on an envelope, a line at a time."
          one="Address line"
          lines={values.address_lines}
          most={6}
          error={(place) => error("address_lines", place)}
          onChange={(address_lines) => change({ address_lines })}
        />
        <TextSetting id="phone" type="tel" label="Phone" hint="Customers are asked to call it with questions." value={values.phone} error={error("phone")} onChange={(phone) => change({ phone })} />
        <TextSetting id="email" type="email" label="E-mail" hint="Where customers send a quote that they signed." value={values.email} error={error("email")} onChange={(email) => change({ email })} />
        <TextSetting id="web" label="Web address" hint="Stands under the phone on every quote, or nothing." value={values.web ?? ""} error={error("web")} onChange={(web) => change({ web })} />
      </GroupCard>
      <PaperPreview shop={{ ...values, address_lines: written(values.address_lines) }} />
    </div>
  );
}
