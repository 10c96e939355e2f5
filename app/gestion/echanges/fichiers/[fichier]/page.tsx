import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PesBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { transmitPesAction } from "@/lib/echanges/actions.ts"
import { findPesFichier, listPiecesRefusees, type PieceRefusee } from "@/lib/echanges/queries/bordereaux.ts"
import { formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { AcquitForm } from "../../_components/acquit-form.tsx"

export const metadata: Metadata = { title: "Fichier pour Hélios" }

const COLUMNS: readonly Column<PieceRefusee>[] = [
  { key: "reference", header: "Titre", rowHeader: true, nowrap: true, cell: (row) => row.reference },
  {
    key: "nom",
    header: "Débiteur",
    cell: (row) => <a href={`/gestion/collectivites/${row.collectivitePublicId}`}>{row.nom}</a>,
  },
  { key: "raison", header: "Ce que dit Hélios", cell: (row) => row.raison },
]

type Props = { params: Promise<{ fichier: string }> }

export default async function FichierPage({ params }: Props) {
  const ctx = await agentContext()
  const { fichier: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const row = await findPesFichier(tx, id)
    return row && { row, refusees: row.rejets > 0 ? await listPiecesRefusees(tx, id) : [] }
  })
  if (!found) notFound()
  const { row, refusees } = found
  const allowed = denial(ctx, "echanges.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title={`Bordereau ${row.exercice}, n° ${row.bordereau}${row.part > 1 ? `, fichier ${row.part}` : ""}`}
        state={<PesBadge etat={row.etat} rejets={row.rejets} />}
        crumbs={[{ href: "/gestion/echanges", label: "Échanges" }]}
        lede={row.nom}
        action={
          <LinkButton
            href={`/gestion/echanges/fichiers/${id}/telecharger`}
            look={row.etat === "genere" ? "primary" : "secondary"}
          >
            Télécharger le fichier
          </LinkButton>
        }
      />
      {row.message ? (
        <Notice tone={row.etat === "rejete" ? "danger" : "attention"} title="Hélios répond">
          {row.message}
        </Notice>
      ) : null}
      <DescriptionList
        items={[
          { label: "Titres", value: formatInteger(row.pieces) },
          { label: "Montant", value: <Amount cents={row.montant} /> },
          { label: "Préparé", value: formatInstant(row.genereLe) },
          { label: "Transmis", value: row.transmisLe ? formatInstant(row.transmisLe) : "pas encore" },
          { label: "Réponse de Hélios", value: row.acquitteLe ? formatInstant(row.acquitteLe) : "pas encore" },
          {
            label: "Caractères remplacés",
            value:
              row.translitterations.length > 0
                ? row.translitterations.map(({ de, vers, fois }) => `${de} par ${vers} (${fois} fois)`).join(", ")
                : "aucun",
          },
        ]}
      />
      {allowed && row.etat === "genere" ? (
        <Section title="Transmettre">
          <p className="max-w-measure text-muted">
            Téléchargez le fichier, faites-le signer dans votre parapheur et remettez-le à votre tiers de
            télétransmission. Dites-le ensuite ici : les titres passent à « transmis ».
          </p>
          <Form action={transmitPesAction} hidden={{ fichier: id }} aria-label="Marquer le fichier comme transmis">
            <div>
              <SubmitButton pending="Enregistrement…">Le fichier est transmis</SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
      {allowed && row.etat === "transmis" ? (
        <Section title="Réponse de Hélios">
          <AcquitForm />
        </Section>
      ) : null}
      {refusees.length > 0 ? (
        <Section title="Titres refusés">
          <p className="max-w-measure text-muted">
            Corrigez ce qui est dit, puis préparez un nouveau fichier pour ce bordereau : seuls ces titres y seront.
          </p>
          <Table caption="Titres refusés par Hélios" columns={COLUMNS} rows={refusees} rowKey={(one) => one.titreId} />
        </Section>
      ) : null}
    </>
  )
}
