import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { receiveListeAction } from "@/lib/outils/actions.ts"
import { type AccesRow, findListe, listAcces } from "@/lib/outils/queries/listes.ts"
import { findModule } from "@/lib/outils/queries/outils.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatInstant, formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Accès à un outil" }

const MAX_BYTES = 5 * 1024 * 1024

/** Who has the tool, how many are named there, and what the provider's list says otherwise. */
export default async function AccesPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const outil = await findModule(tx, slug)
    if (!outil) return null
    const { serviceId } = outil.module
    return { outil, liste: await findListe(tx, serviceId), acces: await listAcces(tx, serviceId, today()) }
  })
  if (!found) notFound()
  const { outil, liste, acces } = found
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Outils du pack", href: "/gestion/outils" },
          { label: outil.nom, href: `/gestion/outils/${slug}` },
        ]}
        title={`Accès : ${outil.nom}`}
        lede={`${formatCount(acces.length, "collectivité")} avec cet outil.`}
      />
      <Table
        caption="Accès par collectivité"
        rows={acces}
        rowKey={({ publicId }) => publicId}
        rowHref={({ publicId }) => `/gestion/outils/${slug}/acces/${publicId}`}
        columns={COLUMNS}
      />
      <Section title="Liste des comptes du prestataire">
        {liste ? (
          <div className="grid gap-2">
            <p>
              Reçue le {formatInstant(liste.recueLe)} ({liste.fichier}) : {formatCount(liste.comptes, "compte")} de{" "}
              {formatCount(liste.collectivites, "collectivité")}.
            </p>
            {liste.ecartees.length > 0 ? (
              <details>
                <summary>{formatCount(liste.ecartees.length, "ligne écartée", "lignes écartées")}</summary>
                <ul className="list-disc ps-5">
                  {liste.ecartees.map(({ ligne, raison, texte }) => (
                    <li key={`${ligne} ${raison}`}>
                      Ligne {ligne}, {raison} : {texte}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </div>
        ) : (
          <p className="text-muted">Aucune liste reçue.</p>
        )}
        <Form action={receiveListeAction} hidden={{ service: slug }} aria-label="Recevoir une liste de comptes">
          <FileField
            name="fichier"
            label="Fichier CSV"
            hint="En UTF-8, séparé par des points-virgules : collectivite (identifiant, SIREN ou code INSEE), courriel, nom, puis profil et dernier_usage s’ils sont connus. Il remplace la liste des collectivités qu’il nomme."
            accept=".csv,text/csv"
            maxBytes={MAX_BYTES}
            required
          />
          <div>
            <SubmitButton pending="Lecture…">Recevoir la liste</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

const orUnknown = (value: number | null) => (value === null ? "–" : formatInteger(value))

const COLUMNS = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: ({ nom }: AccesRow) => nom },
  { key: "nommes", header: "Personnes nommées", end: true, cell: ({ nommes }: AccesRow) => formatInteger(nommes) },
  {
    key: "fournisseur",
    header: "Comptes du prestataire",
    end: true,
    cell: ({ fournisseur }: AccesRow) => orUnknown(fournisseur),
  },
  {
    key: "sansDroit",
    header: "Comptes sans accès",
    end: true,
    cell: ({ sansDroit }: AccesRow) => orUnknown(sansDroit),
  },
  {
    key: "sansCompte",
    header: "Accès sans compte",
    end: true,
    cell: ({ sansCompte }: AccesRow) => orUnknown(sansCompte),
  },
]
