import { type Decimal, exactProduct, productOf, toEuros } from "../../platform/money.ts"
import { explainLigne, titreReference } from "../rules.ts"
import { type Emetteur, type TitreFile, type TitreLigne, VAT_REASONS } from "../types.ts"

/** What the invoice is called inside its PDF; the name is the standard's. */
export const FACTURX_FILE = "factur-x.xml"

/** Profile EN 16931 of Factur-X 1.0 (BT-24), deposited by a supplier at Chorus Pro ("A1", BT-23). */
const PROFILE = "urn:cen.eu:en16931:2017"
const FRAMEWORK = "A1"
const SIREN_SCHEME = "0002"
const SIRET_SCHEME = "0009"
const CREDIT_TRANSFER = "30"

type Xml = string

/** Text, attribute-free: what an XML writer of sixty thousand small elements has to do and no more. */
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === "&" ? "&amp;" : sign === "<" ? "&lt;" : "&gt;")).replace(CONTROL, " ")
const CONTROL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const el = (name: string, ...parts: (Xml | null | false)[]): Xml =>
  `<${name}>${parts.filter(Boolean).join("")}</${name.split(" ", 1)[0]}>`
const leaf = (name: string, text: string): Xml => el(name, escaped(text))
const day = (name: string, date: string, type = "udt"): Xml =>
  el(name, el(`${type}:DateTimeString format="102"`, date.replaceAll("-", "")))

/**
 * What keeps a titre from being an EN 16931 invoice: facts of its issuer, none of its debtor, who may lack a SIRET. VAT is never
 * charged without the issuer's number; an exempt line asks for a tax identifier (BR-E-02), for which the SIREN stands.
 */
export function facturxObstacle(titre: Pick<TitreFile, "lignes">, emetteur: Emetteur): string | null {
  if (!sirenOf(emetteur)) return "le SIREN ou le SIRET de l’opérateur manque"
  if (titre.lignes.some(({ categorieTva }) => categorieTva === "S") && !emetteur.numeroTva)
    return "le numéro de TVA de l’opérateur manque"
  return null
}

const sirenOf = ({ siren, siret }: { siren: string | null; siret: string | null }) =>
  siren ?? siret?.slice(0, 9) ?? null

/** The invoice as UN/CEFACT CII; the same titre gives the same text. Null when `facturxObstacle` says why. */
export function facturxXml(titre: TitreFile, emetteur: Emetteur): Xml | null {
  if (facturxObstacle(titre, emetteur)) return null
  const credit = titre.nature !== "recette"
  return `<?xml version="1.0" encoding="UTF-8"?>\n${el(
    'rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"',
    el(
      "rsm:ExchangedDocumentContext",
      el("ram:BusinessProcessSpecifiedDocumentContextParameter", leaf("ram:ID", FRAMEWORK)),
      el("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", PROFILE)),
    ),
    el(
      "rsm:ExchangedDocument",
      leaf("ram:ID", titreReference(titre)),
      leaf("ram:TypeCode", credit ? "381" : "380"),
      day("ram:IssueDateTime", titre.dateEmission),
      note(titre.objet),
      note(titre.fondement, "REG"),
      titre.motif && note(titre.motif),
    ),
    el(
      "rsm:SupplyChainTradeTransaction",
      ...titre.lignes.map(line),
      agreement(titre, emetteur),
      el("ram:ApplicableHeaderTradeDelivery"),
      settlement(titre, emetteur, credit),
    ),
  )}`
}

const note = (text: string, subject?: string): Xml =>
  el("ram:IncludedNote", leaf("ram:Content", text), subject ? leaf("ram:SubjectCode", subject) : null)

/** A line prorated or bounded is not quantity × price: it is then one unit at its amount, and its bases say how. */
function price({ quantite, prixUnitaire, montantHt }: TitreLigne): { quantity: string; price: string } {
  if (Number(quantite) > 0 && productOf(quantite, prixUnitaire) === montantHt)
    return { quantity: plain(quantite), price: plain(prixUnitaire) }
  return { quantity: "1", price: toEuros(montantHt) }
}

/** "0.100000" → "0.1". */
const plain = (value: Decimal): string => exactProduct(value, "1" as Decimal)

/** Category O bears no rate at all (BR-O-05). */
const rate = ({ categorieTva, tauxTva }: Pick<TitreLigne, "categorieTva" | "tauxTva">): Xml | null =>
  categorieTva === "O" ? null : leaf("ram:RateApplicablePercent", plain(tauxTva))

function line(ligne: TitreLigne, index: number): Xml {
  const { quantity, price: unit } = price(ligne)
  const said = explainLigne(ligne)
  return el(
    "ram:IncludedSupplyChainTradeLineItem",
    el("ram:AssociatedDocumentLineDocument", leaf("ram:LineID", String(index + 1))),
    el(
      "ram:SpecifiedTradeProduct",
      leaf("ram:Name", ligne.libelle),
      said.length > 0 && leaf("ram:Description", said.join(". ")),
    ),
    el("ram:SpecifiedLineTradeAgreement", el("ram:NetPriceProductTradePrice", leaf("ram:ChargeAmount", unit))),
    el("ram:SpecifiedLineTradeDelivery", el('ram:BilledQuantity unitCode="C62"', quantity)),
    el(
      "ram:SpecifiedLineTradeSettlement",
      el(
        "ram:ApplicableTradeTax",
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:CategoryCode", ligne.categorieTva),
        rate(ligne),
      ),
      el("ram:SpecifiedTradeSettlementLineMonetarySummation", leaf("ram:LineTotalAmount", toEuros(ligne.montantHt))),
    ),
  )
}

function agreement(titre: TitreFile, emetteur: Emetteur): Xml {
  return el(
    "ram:ApplicableHeaderTradeAgreement",
    titre.codeService && leaf("ram:BuyerReference", titre.codeService),
    el("ram:SellerTradeParty", ...party(emetteur), ...taxRegistration(titre, emetteur)),
    el("ram:BuyerTradeParty", ...party(titre.debiteur)),
    titre.numeroEngagement &&
      el("ram:BuyerOrderReferencedDocument", leaf("ram:IssuerAssignedID", titre.numeroEngagement)),
  )
}

type Party = Record<"siren" | "siret" | "adresse" | "codePostal" | "ville", string | null> & { nom: string }

function party(who: Party): (Xml | null)[] {
  const siren = sirenOf(who)
  return [
    who.siret ? el(`ram:GlobalID schemeID="${SIRET_SCHEME}"`, escaped(who.siret)) : null,
    leaf("ram:Name", who.nom),
    siren ? el("ram:SpecifiedLegalOrganization", el(`ram:ID schemeID="${SIREN_SCHEME}"`, escaped(siren))) : null,
    el(
      "ram:PostalTradeAddress",
      who.codePostal && leaf("ram:PostcodeCode", who.codePostal),
      who.adresse && leaf("ram:LineOne", who.adresse),
      who.ville && leaf("ram:CityName", who.ville),
      leaf("ram:CountryID", "FR"),
    ),
  ]
}

/** Out of scope forbids the seller's VAT number (BR-O-02); exempt and taxed ask for a tax identifier (BR-E-02, BR-S-02). */
function taxRegistration({ lignes }: TitreFile, emetteur: Emetteur): Xml[] {
  if (lignes.every(({ categorieTva }) => categorieTva === "O")) return []
  const [scheme, id] = emetteur.numeroTva ? ["VA", emetteur.numeroTva] : ["FC", sirenOf(emetteur) ?? ""]
  return [el("ram:SpecifiedTaxRegistration", el(`ram:ID schemeID="${scheme}"`, escaped(id)))]
}

function settlement(titre: TitreFile, emetteur: Emetteur, credit: boolean): Xml {
  const [from, to] = [titre.periodeDu ?? `${titre.exercice}-01-01`, titre.periodeAu ?? `${titre.exercice}-12-31`]
  return el(
    "ram:ApplicableHeaderTradeSettlement",
    leaf("ram:PaymentReference", titreReference(titre)),
    leaf("ram:InvoiceCurrencyCode", "EUR"),
    !credit && emetteur.iban && paymentMeans(emetteur.iban, emetteur.bic),
    ...breakdown(titre.lignes),
    el("ram:BillingSpecifiedPeriod", day("ram:StartDateTime", from), day("ram:EndDateTime", to)),
    // A credit note is paid by nobody: it says what it is deducted from (BR-CO-25 asks for terms or a date).
    el(
      "ram:SpecifiedTradePaymentTerms",
      titre.corrige
        ? leaf("ram:Description", `Vient en déduction du titre n° ${titre.corrige.reference}`)
        : day("ram:DueDateDateTime", titre.echeance),
    ),
    el(
      "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
      leaf("ram:LineTotalAmount", toEuros(titre.montantHt)),
      leaf("ram:TaxBasisTotalAmount", toEuros(titre.montantHt)),
      el('ram:TaxTotalAmount currencyID="EUR"', toEuros(titre.montantTva)),
      leaf("ram:GrandTotalAmount", toEuros(titre.montantTtc)),
      leaf("ram:DuePayableAmount", toEuros(titre.montantTtc)),
    ),
    titre.corrige &&
      el(
        "ram:InvoiceReferencedDocument",
        leaf("ram:IssuerAssignedID", titre.corrige.reference),
        day("ram:FormattedIssueDateTime", titre.corrige.dateEmission, "qdt"),
      ),
  )
}

const paymentMeans = (iban: string, bic: string | null): Xml =>
  el(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    leaf("ram:TypeCode", CREDIT_TRANSFER),
    el("ram:PayeePartyCreditorFinancialAccount", leaf("ram:IBANID", iban.replace(/\s/g, ""))),
    bic && el("ram:PayeeSpecifiedCreditorFinancialInstitution", leaf("ram:BICID", bic)),
  )

/** One row for each category and rate, summed from the lines, which are rounded one by one. */
function breakdown(lignes: readonly TitreLigne[]): Xml[] {
  const groups = Map.groupBy(lignes, ({ categorieTva, tauxTva }) => `${categorieTva} ${plain(tauxTva)}`)
  return [...groups.values()].map((group) => {
    const [first] = group as [TitreLigne, ...TitreLigne[]]
    const total = (of: "montantHt" | "montantTva") => toEuros(group.reduce((sum, ligne) => sum + ligne[of], 0n))
    const reason = VAT_REASONS[first.categorieTva]
    return el(
      "ram:ApplicableTradeTax",
      leaf("ram:CalculatedAmount", total("montantTva")),
      leaf("ram:TypeCode", "VAT"),
      reason && leaf("ram:ExemptionReason", reason),
      leaf("ram:BasisAmount", total("montantHt")),
      leaf("ram:CategoryCode", first.categorieTva),
      rate(first),
    )
  })
}
