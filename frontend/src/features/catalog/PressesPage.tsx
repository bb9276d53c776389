import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/ui/Badge";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { formatCount } from "@/lib/count";
import { formatDecimal, formatMoney } from "@/lib/money";
import { Facts } from "./Facts";
import { PressDrawing } from "./PressDrawing";
import { PressSpeeds, PressWaste } from "./PressSpeeds";
import { pressesQuery, type Press } from "./queries";
import { RateBookHeader, RateBookTabs } from "./RateBookHeader";
import { PRESS_KINDS } from "./words";

function PressesPage() {
  const { data, error, refetch } = useQuery(pressesQuery());
  return (
    <>
      <title>Presses · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card className="mb-4">
        <RateBookTabs current="presses" />
        <p className="px-4 py-3 text-sm text-soft">The largest sheet of each press, all drawn to one scale: what it cannot print is hatched, its smallest sheet is dashed.</p>
        {error && !data && <ErrorState error={error} title="The presses could not be loaded" retry={() => void refetch()} />}
      </Card>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {data?.map((press) => (
          <PressCard key={press.id} press={press} />
        ))}
        {!data &&
          !error &&
          [1, 2, 3, 4].map((index) => (
            <Card key={index}>
              <SkeletonLines lines={10} label="Loading the presses" />
            </Card>
          ))}
      </div>
    </>
  );
}

function PressCard({ press }: { press: Press }) {
  const roll = press.kind === "wide_format";
  const { internal } = press;
  return (
    <Card className="overflow-hidden">
      <CardHeader title={press.name} meta={press.code} actions={<Badge>{PRESS_KINDS[press.kind]}</Badge>} />
      <PressDrawing press={press} />
      <div className="px-4 py-2">
        <Facts
          facts={[
            ["Largest sheet", roll ? `${formatDecimal(press.max_sheet.width_in)}″ wide` : `${formatDecimal(press.max_sheet.width_in)} × ${formatDecimal(press.max_sheet.height_in)} in`],
            ["Smallest sheet", `${formatDecimal(press.min_sheet.width_in)} × ${formatDecimal(press.min_sheet.height_in)} in`],
            ["Not printable", edges(press)],
            ...(press.gripper_in === "0" ? [] : [["Gripper", `${formatDecimal(press.gripper_in)} in on the ${press.gripper_edge} edge`] as const]),
            ["Caliper", `${formatDecimal(press.min_caliper_in)} to ${formatDecimal(press.max_caliper_in)} in`],
            ["Colours a pass", `${press.colours}${press.duplex ? ", both sides" : ", one side"}`],
            ["Make-ready", `${formatDecimal(press.setup_minutes)} min${press.make_ready_sheets > 0 ? ` and ${formatCount(press.make_ready_sheets)} sheets` : ""}`],
            ...press.further.map((one) => [one.label, `${one.value} ${one.unit}`] as const),
          ]}
        />
        <PressSpeeds press={press} />
        <PressWaste press={press} />
        {internal && (
          <>
            <h3 className="mt-3 text-xs font-semibold text-faint">What it costs</h3>
            <Facts
              facts={[
                ["Hour", formatMoney(internal.hourly_rate)],
                ...(press.kind === "digital"
                  ? ([
                      ["Click, colour", formatMoney(internal.click_colour, 4)],
                      ["Click, black", formatMoney(internal.click_mono, 4)],
                      ...internal.click_sizes.map((size) => [`Clicks up to ${formatDecimal(size.up_to_in)}″`, `× ${size.multiplier}`] as const),
                    ] as const)
                  : []),
                ...internal.further.map((one) => [one.label, `${one.value} ${one.unit}`] as const),
              ]}
            />
          </>
        )}
      </div>
    </Card>
  );
}

/** The margins that a press leaves, all at once where they are one. */
function edges({ unprintable }: Press): string {
  const { left_in, right_in, top_in, bottom_in } = unprintable;
  if ([right_in, top_in, bottom_in].every((edge) => edge === left_in)) return `${formatDecimal(left_in)} in all round`;
  return `${formatDecimal(left_in)} left, ${formatDecimal(right_in)} right, ${formatDecimal(top_in)} top, ${formatDecimal(bottom_in)} bottom, in`;
}

export const Component = PressesPage;
