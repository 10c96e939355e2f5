import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FileField } from "@/components/ui/file-field.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { Form } from "@/components/ui/form.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { receiveListeAction } from "@/lib/outils/actions.ts"
import { type AccesRow, findListe, type Liste, listAcces } from "@/lib/outils/queries/listes.ts"
import { findModule } from "@/lib/outils/queries/outils.ts"
import { accesFilter } from "@/lib/outils/schema.ts"
import { LISTE_MAX_BYTES } from "@/lib/outils/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatInstant, formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Accès à un outil" }

const PAGE_SIZE = 50

type Props = {
  params: Promise<{ service: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who has the tool, how many are named there, and what the provider's list says otherwise. */
export default async function AccesPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const asked = listParams(await searchParams)
  const filter = accesFilter.parse(asked)
  const found = await read(ctx, async (tx) => {
    const outil = await findModule(tx, slug)
    if (!outil) return null
    const { serviceId } = outil.module
    const acces = await listAcces(tx, { serviceId, day: today(), filter, pageSize: PAGE_SIZE })
    return { outil, acces, liste: await findListe(tx, serviceId) }
  })
  if (!found) notFound()
  const { outil, liste, acces } = found
  const path = `/gestion/outils/${slug}/acces`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Outils du pack", href: "/gestion/outils" },
          { label: outil.nom, href: `/gestion/outils/${slug}` },
        ]}
        title={`Accès : ${outil.nom}`}
        lede="Personnes nommées par chaque collectivité, à côté de ce que compte le prestataire."
      />
      <div className="grid gap-4">
        <FilterBar path={path} params={asked} filters={["q", "ecarts"]}>
          <FilterText name="q" label="Chercher" params={asked} hint="Nom de la collectivité" />
          <FilterSelect
            name="ecarts"
            label="Écarts"
            empty="Toutes"
            params={asked}
            options={[{ value: "oui", label: "Avec un écart" }]}
          />
        </FilterBar>
        {acces.rows.length > 0 ? (
          <Table
            caption="Accès par collectivité"
            rows={acces.rows}
            rowKey={({ publicId }) => publicId}
            rowHref={({ publicId }) => `${path}/${publicId}`}
            columns={COLUMNS}
          />
        ) : (
          <EmptyState title="Aucune collectivité ne correspond.">
            Retirez un filtre, ou aucune n’a encore cet outil en service.
          </EmptyState>
        )}
        <Pagination
          path={path}
          params={asked}
          page={filter.page}
          pageSize={PAGE_SIZE}
          counted={acces.counted}
          singular="collectivité"
        />
      </div>
      <Section title="Liste des comptes du prestataire">
        {liste ? <ListeRecue liste={liste} /> : <p className="text-muted">Aucune liste reçue.</p>}
        <Form action={receiveListeAction} hidden={{ service: slug }} aria-label="Recevoir une liste de comptes">
          <FileField
            name="fichier"
            label="Fichier CSV"
            hint="En UTF-8, séparé par des points-virgules : collectivite (identifiant, SIREN ou code INSEE), courriel, nom, puis profil et dernier_usage s’ils sont connus. Il remplace la liste des collectivités qu’il nomme."
            accept=".csv,text/csv"
            maxBytes={LISTE_MAX_BYTES}
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

function ListeRecue({ liste }: { liste: Liste }) {
  const { recueLe, fichier, comptes, collectivites, ecartees } = liste
  return (
    <div className="grid gap-2">
      <p>
        Reçue le {formatInstant(recueLe)} ({fichier}) : {formatCount(comptes, "compte")} de{" "}
        {formatCount(collectivites, "collectivité")}.
      </p>
      {ecartees.length > 0 ? (
        <details>
          <summary>{formatCount(ecartees.length, "ligne écartée", "lignes écartées")}</summary>
          <ul className="list-disc ps-5">
            {ecartees.map(({ ligne, raison, texte }) => (
              <li key={`${ligne} ${raison}`}>
                Ligne {ligne}, {raison} : {texte}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
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
