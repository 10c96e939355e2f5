import type { Metadata } from "next"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "@/lib/access/session.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { conservationWords } from "@/lib/operateur/rules.ts"
import { USAGE_MONTHS } from "@/lib/outils/types.ts"
import { WARNING_DAYS } from "@/lib/personnes/rules.ts"
import { DemonstrationNotice } from "../_components/demonstration-notice.tsx"

export const metadata: Metadata = { title: "Données personnelles" }

/** Kept in step with the tables of lib/access and lib/adhesions: what is not stored is not written here. */
const KEPT = [
  {
    what: "Votre compte",
    detail:
      "Nom, adresse de courriel, identifiant donné par ProConnect, collectivités où vous agissez et votre fonction.",
    why: "Vous reconnaître et vous ouvrir le bon dossier.",
  },
  {
    what: "Votre session",
    detail: `Une empreinte du jeton de connexion, le nom de votre navigateur, les outils qu’elle a ouverts. Elle s’éteint après ${IDLE_MINUTES} minutes sans activité et ${ABSOLUTE_HOURS} heures en tout.`,
    why: "Vous garder connecté, et fermer la porte ensuite.",
  },
  {
    what: "Votre preuve personnelle",
    detail: "Clé d’accès (partie publique) ou secret du code à usage unique, chiffré.",
    why: "S’assurer que c’est bien vous qui engagez votre collectivité.",
  },
  {
    what: "Les essais de connexion",
    detail: "Une empreinte à clé de l’adresse essayée et de l’adresse réseau, jamais ces adresses en clair.",
    why: "Freiner ceux qui essaient d’entrer.",
  },
  {
    what: "Le journal",
    detail: "Qui a fait quoi, quand, pour quelle collectivité. Il ne se modifie pas.",
    why: "Pouvoir rendre compte de chaque acte et de chaque consultation par un agent.",
  },
  {
    what: "Vos notifications",
    detail: "Ce dont le portail vous a averti, si vous l’avez lu, et ce que vous avez choisi de recevoir par courriel.",
    why: "Vous tenir informé, et pouvoir dire si un avis que la loi demande est arrivé.",
  },
  {
    what: "Vos accès aux outils",
    detail:
      "Les outils que votre collectivité vous ouvre, avec quel profil et jusqu’à quand ; les jours où vous en ouvrez un ; votre compte tel que le prestataire de l’outil le liste.",
    why: "N’ouvrir un outil qu’à qui y a droit, et proposer ceux qui ne servent pas.",
  },
  {
    what: "Les coordonnées de la collectivité",
    detail: "Adresse, téléphone et courriel officiel, complétés par elle ou par l’opérateur.",
    why: "Lui écrire, et lui faire parvenir ce qui la concerne.",
  },
  {
    what: "Les demandes d’adhésion et les contacts",
    detail: "Nom, fonction, courriel, téléphone et message que vous écrivez dans un formulaire.",
    why: "Vous répondre.",
  },
]

export default async function ConfidentialitePage() {
  const operateur = await read(PUBLIC, findOperateurFile)
  const contact = operateur.courriel ?? `${operateur.adresse}, ${operateur.codePostal} ${operateur.ville}`
  return (
    <>
      <PageHeader
        title="Données personnelles"
        lede="Ce que le portail garde de vous, pourquoi, et ce que vous pouvez demander."
      />
      <DemonstrationNotice operateur={operateur} />
      <Section title="Ce qui est gardé">
        <Table
          caption="Données personnelles gardées"
          rows={KEPT}
          rowKey={({ what }) => what}
          columns={[
            { key: "what", header: "Quoi", cell: ({ what }) => what, rowHeader: true },
            { key: "detail", header: "Contenu", cell: ({ detail }) => detail },
            { key: "why", header: "Pourquoi", cell: ({ why }) => why },
          ]}
        />
        <p>
          Le responsable du traitement est {operateur.nom}. Le fondement est sa mission d’intérêt public (article 6.1.e
          du RGPD) ; pour les titres de recette, une obligation légale (article 6.1.c).
        </p>
      </Section>
      <Section title="Qui les voit">
        <p>
          Vous, les personnes rattachées à la même collectivité, et les agents de l’opérateur qui en ont besoin. Une
          collectivité ne voit jamais les données d’une autre : la base de données elle-même l’interdit. Rien n’est
          vendu ni transmis à un tiers ; si vous choisissez ProConnect, l’État vous identifie et nous dit qui vous êtes.
        </p>
      </Section>
      <Section title="Combien de temps">
        <DescriptionList
          items={conservationWords(operateur).map(({ what, duration }) => ({
            label: what,
            value: duration ?? "Pas encore décidé par l’opérateur",
          }))}
        />
        <p>
          Le portail applique ces durées de lui-même ; tant que l’opérateur n’en a pas décidé une, rien n’est effacé de
          ce qu’elle concerne. Les jours où vous ouvrez un outil sont effacés après {USAGE_MONTHS} mois. Les sessions,
          les liens et les essais de connexion disparaissent dans la journée.
        </p>
        <p>
          Un compte est fermé après un courriel envoyé {WARNING_DAYS} jours plus tôt : se connecter une fois le garde.
          Son adresse, ses façons de se connecter, ses notifications et ses accès sont effacés. Est gardé, même sans
          connexion, le compte d’une personne qui a pouvoir de signer, d’un agent en fonction, ou de la dernière
          personne qui administre une équipe.
        </p>
        <p>
          Ce que la loi demande de garder n’est pas effacé ainsi : les titres et leurs pièces, les actes signés, la
          preuve des avis légaux et les lignes du journal sont des archives publiques. Leur destruction demande le visa
          des archives départementales (code du patrimoine, article R212-14).
        </p>
      </Section>
      <Section title="Témoins (cookies)">
        <p>
          Seulement ceux qui sont indispensables à la connexion : le jeton de session et sa protection, le temps
          d’ouvrir un outil, la demande qu’il a faite, et deux minutes après votre départ, les outils qui étaient
          ouverts. Ni mesure d’audience, ni publicité, ni contenu venu d’ailleurs : il n’y a donc pas de bandeau à
          accepter.
        </p>
      </Section>
      <Section title="Vos droits">
        <p>
          Vous pouvez demander à voir, corriger ou effacer vos données, ou à en limiter l’usage, en écrivant à{" "}
          {operateur.nom} ({contact}). Si la réponse ne vous convient pas, vous pouvez saisir la{" "}
          <a href="https://www.cnil.fr/fr/plaintes">CNIL</a>.
        </p>
      </Section>
    </>
  )
}
