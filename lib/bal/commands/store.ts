import { createReadStream } from "node:fs"
import { readFile } from "node:fs/promises"
import { createInterface } from "node:readline"
import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { CommuneLine, VoieLine } from "../jobs/report.ts"
import type { CommuneBal } from "../queries/communes.ts"
import type { ClaimedDepot } from "./analyse.ts"
import { fileOf, insertDepot } from "./deposit.ts"

/** Streets sent in one statement: some megabytes of rows at most. */
const CHUNK = 100
/** The version in use and the one before keep their rows; older ones keep their figures. */
const VERSIONS_ENTIERES = 2

type Report = { sortie: string; communes: readonly CommuneBal[] }

/** Reads the report as it was written, a line at a time, into one version a commune. */
export async function storeReport(tx: WriteTx, depot: ClaimedDepot, { sortie, communes }: Report): Promise<void> {
  let version: { id: string; voies: VoieLine[] } | null = null
  const flush = async () => {
    if (version && version.voies.length > 0) await insertVoies(tx, depot.collectiviteId, version.id, version.voies)
    if (version) version.voies = []
  }
  for await (const text of createInterface({ input: createReadStream(sortie), crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = JSON.parse(text) as CommuneLine | VoieLine
    if (line.genre === "commune") {
      await flush()
      version = { id: await insertVersion(tx, depot, line, communes), voies: [] }
    } else {
      version?.voies.push(line)
      if (version && version.voies.length >= CHUNK) await flush()
    }
  }
  await flush()
  await tx.balDepot.update({
    where: { collectiviteId_id: { collectiviteId: depot.collectiviteId, id: depot.id } },
    data: { etat: "analyse", termineLe: new Date() },
  })
}

async function insertVersion(
  tx: WriteTx,
  depot: ClaimedDepot,
  line: CommuneLine,
  communes: readonly CommuneBal[],
): Promise<string> {
  const { collectiviteId } = depot
  const commune = communes.find(({ codeInsee }) => codeInsee === line.insee)
  if (!commune) throw new Error(`a report on ${line.insee}, which the depositor may not speak for`)
  const before = await tx.balVersion.findFirst({
    where: { collectiviteId, communeId: commune.id, courante: true },
    select: { id: true, numero: true, depotId: true, depot: { select: { origine: true } } },
  })
  if (before) {
    await tx.balVersion.update({
      where: { collectiviteId_id: { collectiviteId, id: before.id } },
      data: { courante: false },
    })
  }
  const { comptes, differences, corrections, extrait, genre: _, insee, ...figures } = line
  const numero = (before?.numero ?? 0) + 1
  const { id } = await tx.balVersion.create({
    data: {
      ...{ collectiviteId, depotId: depot.id, communeId: commune.id, codeInsee: insee, numero },
      // A version is of the day its file came, however long it waited.
      creeLe: depot.deposeLe,
      ...figures,
      ...comptes,
      differences: differences ?? undefined,
    },
    select: { id: true },
  })
  const reread = before?.depotId === depot.id ? before.id : null
  await insertCorrections(tx, collectiviteId, { versionId: id, corrections, reread })
  await forgetOldRows(tx, collectiviteId, commune.id, numero)
  await tx.journal("bal.analysed", {
    concerneId: collectiviteId,
    objet: `bal_version/${id}`,
    apres: { commune: commune.nom, numero, valide: line.valide, lignes: line.lignes, indice: line.indice },
  })
  // What the commune handed in itself is replaced by what somebody publishes at the address, or by its EPCI.
  const foreign =
    depot.origine === "intercommunalite" || (depot.origine === "source" && before?.depot.origine === "fichier")
  // The same file read again replaces nobody's.
  if (foreign && reread === null) await tellReplaced(tx, depot, id, before?.numero ?? null)
  if (extrait && commune.id !== collectiviteId) await handOver(tx, depot, commune, extrait)
  return id
}

async function insertVoies(tx: WriteTx, collectiviteId: string, versionId: string, voies: readonly VoieLine[]) {
  const rows = voies.map(({ rang, nom, deleguee, lignes, comptes }) => ({
    ...{ rang, nom, deleguee, lignes },
    ...comptes,
    codes: [...new Set(lignes.flatMap(({ anomalies }) => anomalies.map(({ code }) => code)))],
  }))
  await tx.$executeRaw`
    insert into bal_voie ("collectiviteId", "versionId", rang, nom, deleguee, adresses, bloquees, deplacees, certifiees, parcelles,
      toponymes, p1, p2, p3, p4, ecartees, codes, lignes)
    select ${collectiviteId}::uuid, ${versionId}::uuid, v.rang, v.nom, v.deleguee, v.adresses, v.bloquees, v.deplacees, v.certifiees,
      v.parcelles, v.toponymes, v.p1, v.p2, v.p3, v.p4, v.ecartees, v.codes, v.lignes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v (rang int, nom text, deleguee text, adresses int, bloquees int,
      deplacees int, certifiees int, parcelles int, toponymes int, p1 int, p2 int, p3 int, p4 int, ecartees int, codes text[], lignes jsonb)`
}

type Proposed = { versionId: string; corrections: CommuneLine["corrections"]; reread: string | null }

/** `reread`: the version that the same file gave before; what a person decided of a correction then stays decided. */
async function insertCorrections(tx: WriteTx, collectiviteId: string, { versionId, corrections, reread }: Proposed) {
  if (corrections.length === 0) return
  const rows = corrections.map((proposition, rang) => ({ rang, genre: proposition.genre, proposition }))
  await tx.$executeRaw`
    insert into bal_correction ("collectiviteId", "versionId", rang, genre, proposition, etat, choix, "decideParId", "decideLe")
    select ${collectiviteId}::uuid, ${versionId}::uuid, n.rang, n.genre, n.proposition, coalesce(o.etat, 'proposee'), o.choix,
      o."decideParId", o."decideLe"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (rang int, genre bal_correction_genre, proposition jsonb)
    left join lateral (select * from bal_correction b where b."collectiviteId" = ${collectiviteId}::uuid
      and b."versionId" = ${reread}::uuid and b.genre = n.genre and b.proposition = n.proposition limit 1) o on true`
}

const forgetOldRows = (tx: WriteTx, collectiviteId: string, communeId: string, numero: number) => tx.$executeRaw`
  delete from bal_voie v using bal_version b
  where v."collectiviteId" = ${collectiviteId}::uuid and b."collectiviteId" = v."collectiviteId" and b.id = v."versionId"
    and b."communeId" = ${communeId}::uuid and b.numero <= ${numero - VERSIONS_ENTIERES}::int`

/** The commune and the operator are told that another body speaks for it. */
async function tellReplaced(
  tx: WriteTx,
  depot: ClaimedDepot,
  versionId: string,
  remplace: number | null,
): Promise<void> {
  const { collectiviteId, provenance } = depot
  const auteur = provenance ?? "Un autre organisme"
  await tx.balAvis.create({ data: { collectiviteId, versionId, auteur, remplace }, select: { id: true } })
  const texte = `${auteur} a publié les adresses de ${depot.nom}${remplace === null ? "" : `, à la place de la version ${remplace}`}.`
  const common = { collectiviteId, objetId: versionId, titre: "Adresses publiées par un autre organisme", texte }
  await notify(tx, {
    ...common,
    genre: "adresses-remplacees",
    lien: `/c/${depot.publicId}/adresses`,
    destinataires: "equipe",
  })
  await notify(tx, {
    ...common,
    genre: "adresses-remplacees-bureau",
    lien: "/gestion/adresses",
    destinataires: "agents",
  })
  await tx.journal("bal.replaced", {
    concerneId: collectiviteId,
    objet: `bal_version/${versionId}`,
    apres: { auteur, remplace },
  })
}

/** The commune's own copy, as a deposit of its own: it sees its rows, its exceptions and its history, not its neighbours'. */
async function handOver(tx: WriteTx, depot: ClaimedDepot, commune: CommuneBal, extrait: string): Promise<void> {
  const file = await fileOf(new Uint8Array(await readFile(extrait)), `${commune.codeInsee}-${depot.fichierNom}`)
  const same = await tx.balVersion.findFirst({
    where: { collectiviteId: commune.id, communeId: commune.id, courante: true, depot: { empreinte: file.empreinte } },
    select: { id: true },
  })
  if (same) return
  const id = await insertDepot(tx, file, {
    collectiviteId: commune.id,
    origine: "intercommunalite",
    provenance: depot.nom,
  })
  await tx.journal("bal.handed-over", {
    concerneId: commune.id,
    objet: `bal_depot/${id}`,
    apres: { par: depot.nom, fichier: file.fichierNom },
  })
}
