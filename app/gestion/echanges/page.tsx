import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { listBordereauxAFaire, listPesFichiers } from "@/lib/echanges/queries/bordereaux.ts"
import { countDepots, DEPOTS_PER_PAGE, listDepots } from "@/lib/echanges/queries/depots.ts"
import { countMandats } from "@/lib/echanges/queries/mandats.ts"
import { echangesFilter } from "@/lib/echanges/schema.ts"
import type { MandatEtat } from "@/lib/echanges/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { configuredChorus } from "@/lib/ports/chorus.ts"
import { AcquitForm } from "./_components/acquit-form.tsx"
import { BordereauxAFaire } from "./_components/bordereaux.tsx"
import { Depots } from "./_components/depots.tsx"
import { PesFichiers } from "./_components/pes-fichiers.tsx"

export const metadata: Metadata = { title: "Échanges" }

const PATH = "/gestion/echanges"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function EchangesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = echangesFilter.parse(params)
  const { aFaire, fichiers, depots, counts, mandats } = await read(ctx, async (tx) => ({
    aFaire: await listBordereauxAFaire(tx),
    fichiers: await listPesFichiers(tx, 1),
    depots: await listDepots(tx, filter),
    counts: await countDepots(tx),
    mandats: await countMandats(tx),
  }))
  const allowed = denial(ctx, "echanges.manage", new Date()) === null
  const total = Number(sum(Object.values(counts).map(BigInt)))
  const counted = filter.etat ? counts[filter.etat] : total
  return (
    <>
      <PageHeader
        title="Échanges"
        lede="Ce qui part vers le comptable (Hélios) ou vers Chorus Pro, et ce qui en revient. Un titre ne part que par une seule voie."
      />
      <Section title="À mettre en fichier pour Hélios">
        {aFaire.length > 0 ? (
          <BordereauxAFaire rows={aFaire} allowed={allowed} />
        ) : (
          <EmptyState title="Rien n’attend">Tous les titres qui partent par Hélios sont dans un fichier.</EmptyState>
        )}
      </Section>
      <Section title="Fichiers pour Hélios">
        {fichiers.length > 0 ? (
          <PesFichiers rows={fichiers} />
        ) : (
          <EmptyState title="Aucun fichier">Un fichier réunit les titres d’un bordereau et leurs documents.</EmptyState>
        )}
        {allowed && fichiers.length > 0 ? <AcquitForm /> : null}
      </Section>
      <Section
        title="Mandats au compte 673"
        action={<a href="/gestion/echanges/mandats">Tous les mandats au compte 673</a>}
      >
        <p className="max-w-measure">
          {mandatsToDo(mandats)}{" "}
          <span className="text-muted">
            Ce qui corrige un titre d’un exercice clos se passe dans votre logiciel comptable.
          </span>
        </p>
      </Section>
      <Section title="Dépôts dans Chorus Pro">
        {configuredChorus() ? null : (
          <Notice tone="attention" title="L’accès à Chorus Pro n’est pas réglé">
            Les dépôts attendent, sans rien perdre : ils partiront dès que l’accès sera donné au portail.
          </Notice>
        )}
        {total > 0 ? (
          <>
            <Depots rows={depots} counts={counts} path={PATH} params={params} />
            <Pagination
              path={PATH}
              params={params}
              page={filter.page}
              pageSize={DEPOTS_PER_PAGE}
              counted={counted}
              singular="dépôt"
            />
          </>
        ) : (
          <EmptyState title="Aucun dépôt">
            Les titres partent par Chorus Pro quand c’est la voie choisie dans les réglages de facturation.
          </EmptyState>
        )}
      </Section>
    </>
  )
}

function mandatsToDo({ a_passer, rejete }: Record<MandatEtat, number>): string {
  const said = [
    a_passer > 0 ? `${formatCount(a_passer, "mandat")} à passer` : null,
    rejete > 0 ? `${formatCount(rejete, "mandat rejeté", "mandats rejetés")} par le comptable` : null,
  ].filter(Boolean)
  return said.length > 0 ? `${said.join(", ")}.` : "Aucun mandat n’attend."
}
