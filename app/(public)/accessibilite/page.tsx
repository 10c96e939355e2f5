import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Déclaration d’accessibilité" }

/** The day on which these statements were last compared with the portal. */
const STATED_ON = calendarDate("2026-11-22")

export default async function AccessibilitePage() {
  const operateur = await read(PUBLIC, findOperateurFile)
  return (
    <>
      <PageHeader
        title="Déclaration d’accessibilité"
        lede={`${operateur.nom} veut que chacun puisse se servir de ce portail, avec ou sans aide technique. Déclaration du ${formatDay(STATED_ON)}.`}
      />
      <Section title="État de conformité : non conforme">
        <p>
          Aucun audit complet selon le référentiel général d’amélioration de l’accessibilité (RGAA 4.1) n’a encore été
          fait. La règle veut qu’un service sans audit se dise « non conforme », même quand ses pages ont été conçues
          pour être accessibles. Nous ne connaissons donc pas de taux de conformité.
        </p>
      </Section>
      <Section title="Ce qui a été fait et vérifié">
        <ul className="grid max-w-measure list-disc gap-1.5 ps-5">
          <li>
            Les pages de chaque parcours sont contrôlées à chaque changement par l’outil axe-core, dans un vrai
            navigateur, sur les règles WCAG 2.2 de niveaux A et AA que l’outil sait juger, en thème clair et en thème
            sombre.
          </li>
          <li>Tout se fait au clavier, le focus reste visible, un lien mène au contenu.</li>
          <li>
            Les formulaires fonctionnent sans JavaScript ; leurs erreurs sont dites en toutes lettres près du champ.
          </li>
          <li>Les graphiques sont accompagnés de leur tableau, les états d’un mot et pas seulement d’une couleur.</li>
          <li>Les contrastes de la couleur choisie par l’opérateur sont calculés et corrigés.</li>
        </ul>
      </Section>
      <Section title="Ce qui ne l’est pas encore">
        <ul className="grid max-w-measure list-disc gap-1.5 ps-5">
          <li>Aucun essai avec des personnes handicapées ni avec plusieurs lecteurs d’écran.</li>
          <li>Les documents PDF n’ont pas été contrôlés avec un outil dédié.</li>
          <li>Les services du catalogue proposés par d’autres éditeurs ont leur propre déclaration.</li>
        </ul>
      </Section>
      <Section title="Signaler une difficulté">
        <p>
          Dites-nous ce qui vous bloque : {operateur.courriel ? `${operateur.courriel}, ou ` : ""}par courrier à{" "}
          {operateur.nom}, {operateur.adresse}, {operateur.codePostal} {operateur.ville}. Nous vous proposerons une
          autre façon d’obtenir ce que vous cherchez.
        </p>
        <p>
          Sans réponse satisfaisante, vous pouvez écrire au{" "}
          <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a> ou joindre l’un de ses délégués.
        </p>
      </Section>
    </>
  )
}
