import { formatDay } from "@/lib/dates";
import { formatDecimal, formatMoney } from "@/lib/money";
import { Modal } from "@/ui/Modal";
import { Facts } from "./Facts";
import type { Stock } from "./queries";
import { BASES, GRAINS, sheetSize } from "./words";

export function StockDialog({ stock, onClose }: { stock: Stock | undefined; onClose: () => void }) {
  if (!stock) return null;
  return (
    <Modal open onClose={onClose} title={stock.name} description={`${stock.code} · ${stock.family_name} · ${stock.grade_name}`}>
      <Facts
        facts={[
          ["Sheet", sheetSize(stock)],
          ["Grain", GRAINS[stock.grain]],
          ["Basis weight", stock.basis_weight_lb ? `${formatDecimal(stock.basis_weight_lb)} lb` : "—"],
          ["Grammage", `${formatDecimal(stock.gsm)} g/m²`],
          ["Caliper", `${formatDecimal(stock.caliper_in)} in`],
          ["1,000 sheets weigh", stock.m_weight_lb ? `${formatDecimal(stock.m_weight_lb)} lb` : "—"],
          ["Colour", stock.colour || "—"],
          ["Finish", stock.finish || "—"],
          ["Supplier", stock.supplier || "—"],
          ["Typed as", stock.aliases.join(", ") || "—"],
          ["Runs on", stock.presses.join(", ") || "No press"],
        ]}
      />
      {stock.internal && (
        <section className="mt-5">
          <h3 className="mb-1 text-xs font-semibold text-faint">What it costs</h3>
          <table className="w-full text-sm tabular-nums">
            <thead>
              <tr className="border-b border-line text-left text-xs text-soft">
                <th scope="col" className="py-1.5 font-medium">
                  From
                </th>
                <th scope="col" className="py-1.5 text-right font-medium">
                  Ordered from
                </th>
                <th scope="col" className="py-1.5 text-right font-medium">
                  Price
                </th>
              </tr>
            </thead>
            <tbody>
              {stock.internal.prices.map((price) => (
                <tr key={`${price.effective_on} ${price.min_weight_lb}`} className="border-b border-line last:border-b-0">
                  <td className="py-1.5">{formatDay(price.effective_on)}</td>
                  <td className="py-1.5 text-right">{formatDecimal(price.min_weight_lb)} lb</td>
                  <td className="py-1.5 text-right">
                    {formatMoney(price.price, 2)} {BASES[price.basis]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Modal>
  );
}
