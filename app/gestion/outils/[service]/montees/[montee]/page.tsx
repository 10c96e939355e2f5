import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { addVagueAction, finishVagueAction, followMonteeAction } from "@/lib/outils/actions.ts"
import { findMontee, listEpci, type MonteeMembreRow, type VagueRow } from "@/lib/outils/queries/montees.ts"
import { MONTEE_ETATS, MONTEE_LABELS, type MonteeEtat } from "@/lib/outils/types.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

export const metadata: Metadata = { title: "Une montée de version" }

type Props = { params: Promise<{ service: string; montee: string }> }

export default async function MonteePage({ params }: Props) {
  const ctx = await agentContext()
  const { service: slug, montee: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const montee = await findMontee(tx, id)
    return montee?.service.slug === slug ? { montee, epci: await listEpci(tx) } : null
  })
  if (!found) notFound()
  const { montee, epci } = found
  const { vagues, membres, sansVague } = montee
  const count = (etat: MonteeEtat) => formatInteger(membres.filter((one) => one.etat === etat).length)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Outils du pack", href: "/gestion/outils" },
          { label: montee.service.nom, href: `/gestion/outils/${slug}` },
        ]}
        title={montee.titre}
        lede={montee.apporte}
        action={montee.guide ? <a href={montee.guide}>Guide</a> : null}
      />
      <Figures
        figures={[
          ...MONTEE_ETATS.map((etat) => ({ label: MONTEE_LABELS[etat], value: count(etat) })),
          { label: "Sans vague", value: formatInteger(sansVague) },
        ]}
      />
      <Section title="Les vagues">
        {vagues.length === 0 ? (
          <EmptyState title="Aucune vague.">Chaque collectivité d’une vague est prévenue de sa date.</EmptyState>
        ) : (
          <Table
            caption="Vagues"
            rows={vagues}
            rowKey={({ id: key }) => key}
            columns={[
              ...COLUMNS,
              {
                key: "acte",
                header: "Avancer",
                cell: ({ id: vague, nom, a_faire }: VagueRow) =>
                  a_faire === 0 ? (
                    "–"
                  ) : (
                    <Form
                      action={finishVagueAction}
                      hidden={{ montee: id, vague }}
                      aria-label={`Tout est fait : ${nom}`}
                      className="grid"
                    >
                      <SubmitButton look="quiet" pending="Enregistrement…">
                        Tout est fait<span className="sr-only"> : {nom}</span>
                      </SubmitButton>
                    </Form>
                  ),
              },
            ]}
          />
        )}
      </Section>
      {sansVague > 0 ? (
        <Section title="Ajouter une vague">
          <Form action={addVagueAction} hidden={{ montee: id }} aria-label="Ajouter une vague">
            <TextField name="nom" label="Nom de la vague" hint="Par exemple « Vague 1 »." required />
            <TextField name="prevueLe" label="Jour prévu" type="date" required />
            <SelectField
              name="qui"
              label="Qui"
              hint="Parmi celles qui se servent de l’outil et ne sont dans aucune vague."
              options={[
                { value: "restants", label: "Toutes celles qui restent" },
                { value: "petites", label: "Les communes de moins de 1 000 habitants" },
                ...epci.map(({ publicId, nom }) => ({ value: publicId, label: `${nom} et ses communes` })),
              ]}
              empty="Choisir…"
              required
            />
            <div>
              <SubmitButton pending="Enregistrement…">Créer la vague et prévenir</SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
      {membres.length > 0 ? (
        <>
          <Section title="Noter où en est une collectivité">
            <Form action={followMonteeAction} hidden={{ montee: id }} aria-label="Noter où en est une collectivité">
              <TextField name="collectivite" label="Collectivité" hint="Son nom exact ou son adresse." required />
              <SelectField
                name="etat"
                label="Où elle en est"
                options={MONTEE_ETATS.map((value) => ({ value, label: MONTEE_LABELS[value] }))}
                required
              />
              <TextField name="note" label="Note" hint="Ce qui bloque, la nouvelle date." />
              <div>
                <SubmitButton pending="Enregistrement…">Noter</SubmitButton>
              </div>
            </Form>
          </Section>
          <Section title="Collectivité par collectivité">
            <Table
              caption="Collectivités"
              rows={membres}
              rowKey={({ publicId }) => publicId}
              rowHref={({ publicId }) => `/gestion/collectivites/${publicId}`}
              columns={MEMBRES}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}

const TONES: Record<MonteeEtat, Tone> = { a_faire: "info", faite: "ok", reportee: "attention", en_difficulte: "danger" }

const COLUMNS = [
  { key: "nom", header: "Vague", rowHeader: true, cell: ({ nom }: VagueRow) => nom },
  { key: "jour", header: "Jour prévu", nowrap: true, cell: ({ prevueLe }: VagueRow) => formatDay(prevueLe) },
  ...MONTEE_ETATS.map((etat) => ({
    key: etat,
    header: MONTEE_LABELS[etat],
    end: true,
    cell: (row: VagueRow) => formatInteger(row[etat]),
  })),
]

const MEMBRES = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: ({ nom }: MonteeMembreRow) => nom },
  { key: "vague", header: "Vague", cell: ({ vague }: MonteeMembreRow) => vague },
  {
    key: "etat",
    header: "État",
    cell: ({ etat }: MonteeMembreRow) => (
      <StateBadge tone={TONES[etat]}>{MONTEE_LABELS[etat].toLowerCase()}</StateBadge>
    ),
  },
  { key: "note", header: "Note", cell: ({ note }: MonteeMembreRow) => note ?? "–" },
]
