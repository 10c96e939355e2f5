import { XMLParser } from "fast-xml-parser"
import { sum } from "@/lib/platform/money.ts"

/**
 * The rules of EN 16931 that bear on our documents, under their own names, each written anew from the standard's wording: the
 * official schematron is not published where this project takes its packages. Amounts are compared as cents.
 */

type Node = { [name: string]: Node | string | (Node | string)[] | undefined }

const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true, parseTagValue: false })

export type Invoice = { root: Node; at: (path: string, from?: Node) => string | null; all: (path: string) => Node[] }

export function readInvoice(xml: string): Invoice {
  const root = parser.parse(xml).CrossIndustryInvoice as Node
  const walk = (from: Node, path: string): (Node | string)[] =>
    path
      .split("/")
      .reduce<(Node | string)[]>(
        (nodes, name) =>
          nodes.flatMap((node) => (typeof node === "string" ? [] : [node[name]].flat().filter((x) => x !== undefined))),
        [from],
      )
  const at = (path: string, from = root) => {
    const [found] = walk(from, path)
    if (found === undefined) return null
    return typeof found === "string" ? found : String(found["#text"] ?? "")
  }
  return { root, at, all: (path) => walk(root, path).filter((node) => typeof node !== "string") }
}

const cents = (euros: string | null): bigint => {
  const [whole = "0", digits = ""] = (euros ?? "0").split(".")
  return BigInt(whole + digits.padEnd(2, "0").slice(0, 2))
}

const AGREEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
const SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
const TOTALS = `${SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation`
const LINES = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem"

/** Names of the rules that the invoice breaks. */
export function brokenRules(xml: string): string[] {
  const { at, all } = readInvoice(xml)
  const lines = all(LINES)
  const tax = (line: Node, name: string) => at(`SpecifiedLineTradeSettlement/ApplicableTradeTax/${name}`, line)
  const categories = lines.map((line) => tax(line, "CategoryCode"))
  const groups = all(`${SETTLEMENT}/ApplicableTradeTax`)
  const lineTotals = lines.map((line) =>
    cents(at("SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", line)),
  )
  const total = (name: string) => cents(at(`${TOTALS}/${name}`))
  const sellerTax = all(`${AGREEMENT}/SellerTradeParty/SpecifiedTaxRegistration/ID`).map((id) => id["@_schemeID"])
  const out = groups.filter((group) => at("CategoryCode", group) === "O")
  const due = total("DuePayableAmount")
  const rules: Record<string, boolean> = {
    "BR-02": Boolean(at("ExchangedDocument/ID")),
    "BR-03": /^\d{8}$/.test(at("ExchangedDocument/IssueDateTime/DateTimeString") ?? ""),
    "BR-06": Boolean(at(`${AGREEMENT}/SellerTradeParty/Name`)),
    "BR-07": Boolean(at(`${AGREEMENT}/BuyerTradeParty/Name`)),
    "BR-09": at(`${AGREEMENT}/SellerTradeParty/PostalTradeAddress/CountryID`) === "FR",
    "BR-11": at(`${AGREEMENT}/BuyerTradeParty/PostalTradeAddress/CountryID`) === "FR",
    "BR-16": lines.length > 0,
    "BR-25": lines.every((line) => Boolean(at("SpecifiedTradeProduct/Name", line))),
    "BR-26": lines.every(
      (line) => at("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount", line) !== null,
    ),
    "BR-27": lines.every(
      (line) => !at("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount", line)?.startsWith("-"),
    ),
    "BR-55": all(`${SETTLEMENT}/InvoiceReferencedDocument`).every((ref) => Boolean(at("IssuerAssignedID", ref))),
    "BR-61": all(`${SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans`).every((means) =>
      Boolean(at("PayeePartyCreditorFinancialAccount/IBANID", means)),
    ),
    "BR-CO-10": total("LineTotalAmount") === sum(lineTotals),
    "BR-CO-13": total("TaxBasisTotalAmount") === total("LineTotalAmount"),
    "BR-CO-14": total("TaxTotalAmount") === sum(groups.map((group) => cents(at("CalculatedAmount", group)))),
    "BR-CO-15": total("GrandTotalAmount") === total("TaxBasisTotalAmount") + total("TaxTotalAmount"),
    "BR-CO-16": due === total("GrandTotalAmount"),
    "BR-CO-18": groups.length > 0,
    "BR-CO-25":
      due <= 0n ||
      Boolean(at(`${SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString`)) ||
      Boolean(at(`${SETTLEMENT}/SpecifiedTradePaymentTerms/Description`)),
    "BR-CO-26": Boolean(at(`${AGREEMENT}/SellerTradeParty/SpecifiedLegalOrganization/ID`)),
    "BR-O-01": !categories.includes("O") || out.length === 1,
    "BR-O-02": !categories.includes("O") || !sellerTax.includes("VA"),
    "BR-O-05": lines.every((line) => tax(line, "CategoryCode") !== "O" || tax(line, "RateApplicablePercent") === null),
    "BR-O-09": out.every((group) => cents(at("CalculatedAmount", group)) === 0n),
    "BR-O-10": out.every((group) => Boolean(at("ExemptionReason", group))),
    "BR-O-11": out.length === 0 || groups.length === 1,
    "BR-O-12": out.length === 0 || categories.every((category) => category === "O"),
    "BR-E-02": !categories.includes("E") || sellerTax.length > 0,
    "BR-E-10": groups.every((group) => at("CategoryCode", group) !== "E" || Boolean(at("ExemptionReason", group))),
    "BR-S-02": !categories.includes("S") || sellerTax.length > 0,
    "BR-S-05": lines.every(
      (line) => tax(line, "CategoryCode") !== "S" || Number(tax(line, "RateApplicablePercent")) > 0,
    ),
    "BR-S-10": groups.every((group) => at("CategoryCode", group) !== "S" || !at("ExemptionReason", group)),
  }
  return Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([name]) => name)
}
