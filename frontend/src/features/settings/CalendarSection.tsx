import { CalendarPlus, Trash2 } from "lucide-react";
import { useMemo } from "react";

import { Button, IconButton } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Combobox } from "@/ui/Combobox";
import { DatePicker, Field, Input } from "@/ui/Field";

import { GroupCard } from "./GroupCard";
import { saveCalendar, type Settings, type Weekday } from "./queries";
import { Setting } from "./Setting";
import { useGroup } from "./useGroup";

const WEEK: readonly (readonly [Weekday, string])[] = [
  ["monday", "Monday"],
  ["tuesday", "Tuesday"],
  ["wednesday", "Wednesday"],
  ["thursday", "Thursday"],
  ["friday", "Friday"],
  ["saturday", "Saturday"],
  ["sunday", "Sunday"],
];

/** The shop's own clock and week: when a day ends, and what a rush is counted in. */
export function CalendarSection({ settings }: { readonly settings: Settings }) {
  const form = useGroup("calendar", settings.calendar, saveCalendar, (typed) => ({ ...typed, closed_on: typed.closed_on.filter(({ day }) => day !== "") }));
  const { values, change, error } = form;
  const zones = useMemo(() => [...new Set([...Intl.supportedValuesOf("timeZone"), values.time_zone])], [values.time_zone]);
  const put = (place: number, some: Partial<(typeof values.closed_on)[number]>) => change({ closed_on: values.closed_on.map((one, at) => (at === place ? { ...one, ...some } : one)) });
  return (
    <div className="max-w-3xl">
      <GroupCard title="Calendar" form={form}>
        <Setting id="time_zone" label="Time zone" hint="A quote is good until the end of its last day here, wherever the customer is." error={error("time_zone")}>
          <Combobox items={zones} value={values.time_zone} itemKey={(zone) => zone} itemLabel={(zone) => zone.replaceAll("_", " ")} onChange={(zone) => change({ time_zone: zone ?? values.time_zone })} className="max-w-80" />
        </Setting>
        <fieldset id="works_on" className="flex scroll-mt-24 flex-col gap-1">
          <legend className="text-xs font-medium text-soft">Working days</legend>
          <p className="text-xs text-faint">A rush and a promised day are counted in these.</p>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {WEEK.map(([day, label]) => (
              <Checkbox
                key={day}
                label={label}
                checked={values.works_on.includes(day)}
                onChange={({ target }) => change({ works_on: WEEK.map(([one]) => one).filter((one) => (one === day ? target.checked : values.works_on.includes(one))) })}
              />
            ))}
          </div>
          {values.works_on.length === 0 && <p className="text-xs text-bad">Leave at least one day to work on.</p>}
        </fieldset>
        <fieldset id="closed_on" className="flex scroll-mt-24 flex-col gap-2">
          <legend className="text-xs font-medium text-soft">Closed days</legend>
          <p className="text-xs text-faint">Holidays and other days on which nobody works.</p>
          <ol className="flex flex-col gap-2">
            {values.closed_on.map(({ day, name }, place) => (
              <li key={place} className="flex items-start gap-2">
                <Field label={`Closed day ${place + 1}`} hideLabel error={error("closed_on", place)} className="w-40">
                  <DatePicker value={day} onChange={({ target }) => put(place, { day: target.value })} />
                </Field>
                <Field label={`Why, day ${place + 1}`} hideLabel className="flex-1">
                  <Input value={name ?? ""} placeholder="Why" onChange={({ target }) => put(place, { name: target.value })} />
                </Field>
                <IconButton label={`Take out closed day ${place + 1}`} icon={<Trash2 aria-hidden />} onClick={() => change({ closed_on: values.closed_on.filter((_, at) => at !== place) })} />
              </li>
            ))}
          </ol>
          <Button icon={<CalendarPlus aria-hidden />} className="self-start" onClick={() => change({ closed_on: [...values.closed_on, { day: "", name: "" }] })}>
            Add a closed day
          </Button>
        </fieldset>
      </GroupCard>
    </div>
  );
}
