import type { Metadata } from "next"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listCitees } from "@/lib/deliberations/queries.ts"
import { findReglages, listRegles } from "@/lib/operateur/queries/reglages.ts"
import { conservationWords } from "@/lib/operateur/rules.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatDecimal, formatList } from "@/lib/platform/format.ts"
import { CANAL_LABELS } from "@/lib/titres/types.ts"
import { Apparence } from "./_components/apparence.tsx"
import { Regles } from "./_components/regles.tsx"

export const metadata: Metadata = { title: "Réglages" }

const PATH = "/gestion/reglages"

export default async function ReglagesPage() {
  const ctx = await agentContext()
  const { reglages, regles, citees } = await read(ctx, async (tx) => {
    const known = await listRegles(tx)
    const ids = known.map(({ deliberationId }) => deliberationId)
    return { reglages: await findReglages(tx), regles: known, citees: await listCitees(tx, ids) }
  })
  const canEdit = ctx.role === "administrateur"
  const edit = (page: string, label: string) => (canEdit ? <a href={`${PATH}/${page}`}>{label}</a> : null)
  return (
    <>
      <PageHeader
        title="Réglages"
        lede="Ce qui est propre à l’opérateur : rien de tout cela n’est dans le programme."
      />
      {canEdit ? null : (
        <Notice tone="info">Vous pouvez lire ces réglages. Une personne administratrice peut les modifier.</Notice>
      )}
      <Section title="Identité" action={edit("identite", "Modifier l’identité")}>
        <DescriptionList
          items={[
            { label: "Nom officiel", value: reglages.nom },
            { label: "Nom montré", value: reglages.marque },
            { label: "SIREN", value: reglages.siren ?? "Non renseigné" },
            { label: "SIRET", value: reglages.siret ?? "Non renseigné" },
            { label: "Adresse", value: `${reglages.adresse}, ${reglages.codePostal} ${reglages.ville}` },
            { label: "Courriel", value: reglages.courriel ?? "Non renseigné" },
            { label: "Téléphone", value: reglages.telephone ?? "Non renseigné" },
          ]}
        />
      </Section>
      <Section title="Apparence" action={edit("apparence", "Modifier l’apparence")}>
        <Apparence accent={reglages.accent} hasLogo={reglages.hasLogo} />
      </Section>
      <Section title="Hébergement et conservation" action={edit("publication", "Modifier ces mentions")}>
        <p className="text-muted">Ce que disent les pages « Mentions légales » et « Données personnelles ».</p>
        <DescriptionList
          items={[
            { label: "Hébergeur", value: reglages.hebergeurNom ?? "Non renseigné" },
            { label: "Adresse", value: reglages.hebergeurAdresse ?? "Non renseignée" },
            { label: "Téléphone", value: reglages.hebergeurTelephone ?? "Non renseigné" },
            ...conservationWords(reglages).map(({ what, duration }) => ({
              label: what,
              value: duration ?? "Durée non décidée",
            })),
          ]}
        />
      </Section>
      <Section title="Cotisation" action={edit("cotisation", "Fixer une nouvelle règle")}>
        <Regles regles={regles} citees={citees} today={today()} />
      </Section>
      <Section title="Adhésions et signatures" action={edit("engagements", "Modifier ces règles")}>
        <p className="text-muted">
          Première cotisation, préavis de retrait, annonce de la fin des conventions, seuil d’approbation, parapheur.
        </p>
        <p>
          <a href="/gestion/reglages/actes">Modèles des chartes, conventions et avenants</a>
        </p>
        <p>
          <a href="/gestion/reglages/signataires">Qui signe pour l’opérateur</a>
        </p>
      </Section>
      <Section title="Facturation" action={edit("facturation", "Modifier la facturation")}>
        <DescriptionList
          items={[
            {
              label: "Population de référence",
              value: `${POPULATION_LABELS[reglages.populationGenre]} ${reglages.populationMillesime}`,
            },
            { label: "Série", value: `${reglages.serie}, budget ${reglages.budget}` },
            { label: "Premier numéro", value: reglages.premierNumero },
            { label: "Premier bordereau", value: reglages.premierBordereau },
            {
              label: "Exercice clos",
              value: `mandats de la série ${reglages.serieMandats}, compte ${reglages.imputationMandats}`,
            },
            { label: "Numéros pris", value: <a href={`${PATH}/series`}>Séries et premiers numéros</a> },
            { label: "Imputation", value: reglages.imputation },
            {
              label: "Coûts mutualisés",
              value: `${formatDecimal(reglages.partMembres)} % à la charge des membres, le reste au syndicat`,
            },
            {
              label: "Budget",
              value: <a href={`${PATH}/budget`}>Montants par pilier et par action</a>,
            },
            {
              label: "Comptabilité analytique",
              value: <a href={`${PATH}/codes`}>Codes des piliers, des services et des expérimentations</a>,
            },
            { label: "Délai de paiement", value: formatCount(reglages.delaiPaiement, "jour") },
            {
              label: "Approbation",
              value: reglages.approbationSecondePersonne
                ? "Une seconde personne approuve ce qui s’émet"
                : "La même personne peut préparer et approuver",
            },
            {
              label: "Tarifs",
              value: reglages.deliberationExigee
                ? "Un prix ou une règle commence avec la délibération qui l’a voté"
                : "Un prix ou une règle peut commencer sans délibération",
            },
            {
              label: "Ordonnateur",
              value: [reglages.ordonnateurNom, reglages.ordonnateurQualite].filter(Boolean).join(", "),
            },
            { label: "Comptable public", value: reglages.comptableNom },
            { label: "Moyens de paiement", value: reglages.moyensPaiement },
            { label: "Voies de recours", value: reglages.voiesRecours },
          ]}
        />
      </Section>
      <Section title="Échanges" action={edit("echanges", "Modifier les échanges")}>
        <DescriptionList
          items={[
            { label: "Les titres partent par", value: CANAL_LABELS[reglages.canalParDefaut] },
            { label: "Codique du poste comptable", value: reglages.pesPoste ?? "Non renseigné" },
            {
              label: "Code collectivité et budget",
              value: `${reglages.pesCollectivite ?? "non renseigné"}, ${reglages.pesBudget}`,
            },
            { label: "Numéro de TVA", value: reglages.numeroTva ?? "Non renseigné" },
            { label: "IBAN", value: reglages.iban ?? "Non renseigné" },
          ]}
        />
      </Section>
      <Section title="Paiement et relances" action={edit("reglements", "Modifier le paiement et les relances")}>
        <DescriptionList
          items={[
            { label: "Client PayFiP", value: reglages.payfipNumero ?? "Non renseigné" },
            {
              label: "Relances",
              value:
                reglages.relancesJours.length > 0
                  ? `${formatList(reglages.relancesJours.map(String))} jours après l’échéance`
                  : "Aucune",
            },
          ]}
        />
      </Section>
      <Section title="Certificats des outils" action={edit("certificats", "Modifier ces avis")}>
        <p>
          Leur fin est annoncée {formatList(reglages.certificatJours.map(String))} jours avant, puis une fois passée : à
          la collectivité et au bureau.
        </p>
      </Section>
      <Section title="Conservation" action={<a href={`${PATH}/conservation`}>Voir les durées de conservation</a>}>
        <p>Combien de temps chaque genre de document se garde, et ce qu’il devient ensuite.</p>
      </Section>
    </>
  )
}
