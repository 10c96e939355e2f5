import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { LigneCell } from "@/components/titres/ligne-cell.tsx"
import { ProjetBadge } from "@/components/titres/projet-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { findProjet, type Projet } from "@/lib/titres/queries/projets.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { NATURE_LABELS, VOLET_LABELS } from "@/lib/titres/types.ts"
import { DecideForms } from "./_components/decide-forms.tsx"

export const metadata: Metadata = { title: "Titre à approuver" }

type Props = { params: Promise<{ projet: string }> }

export default async function ProjetPage({ params }: Props) {
  const ctx = await agentContext()
  const { projet: id } = await params
  const projet = isIdentifier(id) ? await read(ctx, (tx) => findProjet(tx, id)) : null
  if (!projet) notFound()
  return (
    <>
      <PageHeader
        title={`${NATURE_LABELS[projet.nature].titre} : ${projet.objet}`}
        state={<ProjetBadge etat={projet.etat} />}
        crumbs={[
          { href: "/gestion/titres", label: "Titres" },
          { href: "/gestion/titres/projets", label: "À approuver" },
        ]}
        lede={projet.etat === "propose" ? "À vérifier avant d’approuver : ce qui est émis ne change plus." : undefined}
      />
      <DescriptionList items={facts(projet)} />
      <Section title="Lignes">
        <Table
          caption="Lignes du projet"
          rows={projet.lignes}
          rowKey={(ligne) => `${ligne.rangCorrige}-${ligne.libelle}-${ligne.bases}`}
          columns={[
            {
              key: "libelle",
              header: "Ligne",
              rowHeader: true,
              cell: (ligne) => <LigneCell ligne={{ ...ligne, beneficiaire: null }} />,
            },
            { key: "ht", header: "Hors taxes", end: true, cell: ({ montantHt }) => <Amount cents={montantHt} /> },
            { key: "tva", header: "TVA", end: true, cell: ({ montantTva }) => <Amount cents={montantTva} /> },
          ]}
          foot={
            <>
              <td>Total : {<Amount cents={projet.montantHt + projet.montantTva} />}</td>
              <td className="end">
                <Amount cents={projet.montantHt} />
              </td>
              <td className="end">
                <Amount cents={projet.montantTva} />
              </td>
            </>
          }
        />
      </Section>
      {projet.etat === "propose" ? (
        <DecideForms
          projet={projet.id}
          montant={projet.montantHt + projet.montantTva}
          nature={projet.nature}
          mine={projet.secondePersonne && projet.proposeParId === ctx.who.personneId}
        />
      ) : null}
    </>
  )
}

const facts = (projet: Projet) => [
  {
    label: "Débiteur",
    value: <a href={`/gestion/collectivites/${projet.collectivite.publicId}`}>{projet.collectivite.nom}</a>,
  },
  ...(projet.corrige
    ? [
        {
          label: "Corrige",
          value: <a href={`/gestion/titres/${projet.corrige.id}`}>Titre n° {titreReference(projet.corrige)}</a>,
        },
        {
          label: "Comment",
          value: projet.surExerciceClos
            ? "Exercice clos : mandat au compte 673 de l’exercice en cours"
            : `Dans l’exercice ${projet.corrige.exercice}, qui est ouvert`,
        },
        { label: "Motif", value: projet.motif ?? "–" },
        {
          label: "Justificatif",
          value: projet.justificatifId ? <a href={`/api/documents/${projet.justificatifId}`}>Ouvrir la pièce</a> : "–",
        },
      ]
    : [{ label: "Base légale", value: projet.fondement }]),
  ...(projet.nouveauDebiteur ? [{ label: "Réémis à", value: projet.nouveauDebiteur.nom }] : []),
  { label: "Volet", value: VOLET_LABELS[projet.volet] },
  { label: "Imputation", value: projet.imputation },
  { label: "Proposé par", value: `${projet.proposePar}, ${formatInstant(projet.proposeLe)}` },
  ...(projet.decidePar && projet.decideLe
    ? [
        {
          label: "Décidé par",
          value: `${projet.decidePar}, ${formatInstant(projet.decideLe)}${projet.decisionMotif ? ` : ${projet.decisionMotif}` : ""}`,
        },
      ]
    : []),
  ...(projet.titre
    ? [{ label: "Émis", value: <a href={`/gestion/titres/${projet.titre.id}`}>n° {titreReference(projet.titre)}</a> }]
    : []),
]
