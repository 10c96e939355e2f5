import type { Attendus, Constat, ControleGenre, Reponse } from "../types.ts"

/** Which name holds each line of the checklist. */
export const questionOf = (genre: ControleGenre, nom: string, { dkimSelecteur }: Attendus): string =>
  genre === "dkim" ? `${dkimSelecteur}._domainkey.${nom}` : genre === "dmarc" ? `_dmarc.${nom}` : nom

/** What the zone must hold, as a person copies it. */
export function recordOf(genre: ControleGenre, nom: string, attendus: Attendus): string {
  if (genre === "mx") return `${nom} MX 10 ${attendus.mx}`
  if (genre === "spf") return `${nom} TXT "v=spf1 include:${attendus.spf} -all"`
  if (genre === "dkim") return `${attendus.dkimSelecteur}._domainkey.${nom} TXT "v=DKIM1; k=rsa; p=…"`
  return `_dmarc.${nom} TXT "v=DMARC1; p=reject; rua=mailto:dmarc@${nom}"`
}

export function judge(genre: ControleGenre, answer: Reponse, attendus: Attendus): Constat {
  if (!answer.ok && answer.reason === "muet")
    return { genre, etat: "injoignable", constate: "Les serveurs de noms ne répondent pas." }
  const values = answer.ok ? answer.values : []
  return { genre, ...JUDGES[genre](values, attendus) }
}

type Verdict = Omit<Constat, "genre">
const absent: Verdict = { etat: "absent", constate: "Aucun enregistrement." }
const conforme = (constate: string): Verdict => ({ etat: "conforme", constate })
const incorrect = (constate: string): Verdict => ({ etat: "incorrect", constate })

const bare = (host: string) => host.toLowerCase().replace(/\.$/, "")

const JUDGES: Record<ControleGenre, (values: readonly string[], attendus: Attendus) => Verdict> = {
  mx: (values, { mx }) => {
    if (values.length === 0) return absent
    const others = values.filter((host) => bare(host) !== bare(mx))
    return others.length === 0
      ? conforme(values.join(", "))
      : incorrect(`Le courrier part aussi vers ${others.join(", ")}.`)
  },
  // RFC 7208 § 3.2: two SPF records are an error, which receivers treat as none.
  spf: (values, { spf }) => {
    const records = values.filter((text) => /^v=spf1(\s|$)/i.test(text))
    const [record] = records
    if (record === undefined) return absent
    if (records.length > 1) return incorrect("Deux enregistrements SPF : les destinataires n'en liront aucun.")
    const terms = record.toLowerCase().split(/\s+/)
    if (!terms.includes(`include:${spf.toLowerCase()}`))
      return incorrect(`Le prestataire n'y est pas autorisé : ${record}`)
    return terms.at(-1) === "-all" || terms.at(-1) === "~all"
      ? conforme(record)
      : incorrect(`N'importe qui peut écrire au nom de la mairie : finir par -all. ${record}`)
  },
  // RFC 6376 § 3.6.1: an empty p= is a key taken back.
  dkim: (values) => {
    const [record] = values
    if (record === undefined) return absent
    const tags = tagsOf(record)
    if (tags.v !== undefined && tags.v !== "DKIM1") return incorrect(`Ce n'est pas une clé DKIM : ${record}`)
    return tags.p ? conforme("Clé publiée.") : incorrect("La clé est vide : elle a été révoquée.")
  },
  // RFC 7489 § 6.3: p=none only watches.
  dmarc: (values) => {
    const record = values.find((text) => /^v=DMARC1\s*(;|$)/i.test(text))
    if (record === undefined)
      return values.length === 0 ? absent : incorrect(`Ce n'est pas une règle DMARC : ${values.join(", ")}`)
    const policy = tagsOf(record).p?.toLowerCase()
    return policy === "quarantine" || policy === "reject"
      ? conforme(record)
      : incorrect("La règle surveille sans protéger : passer à p=quarantine ou p=reject.")
  },
}

const tagsOf = (record: string): Record<string, string | undefined> =>
  Object.fromEntries(
    record.split(";").map((part) => {
      const [name = "", ...value] = part.split("=")
      return [name.trim().toLowerCase(), value.join("=").trim()]
    }),
  )
