import decoupage from "@etalab/decoupage-administratif/package.json"
import type { Metadata } from "next"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { describeRegister } from "@/lib/collectivites/queries/public-register.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "À propos des données" }

const SOURCES = [
  {
    what: "Codes et noms des communes",
    source: "INSEE, code officiel géographique",
    vintage: "au 1er janvier 2026",
  },
  { what: "Population municipale", source: "INSEE, populations de référence", vintage: "millésime 2023" },
  {
    what: "SIREN des communes",
    source: "Direction générale des collectivités locales (DGCL)",
    vintage: "paquet de mars 2026",
  },
  {
    what: "Intercommunalités et leurs communes, populations municipale et totale",
    source: "DGCL, liste des EPCI à fiscalité propre",
    vintage: "au 1er janvier 2025, population 2022",
  },
  { what: "Codes postaux", source: "La Poste, base officielle des codes postaux", vintage: "paquet de mars 2026" },
]

const GENRES = { municipale: "Municipale", totale: "Totale" } as const

export default async function DonneesPage() {
  const { operateur, register } = await read(PUBLIC, async (tx) => ({
    operateur: await findOperateurFile(tx),
    register: await describeRegister(tx),
  }))
  return (
    <>
      <PageHeader title="À propos des données" lede="D’où vient ce que ce portail montre, et de quand." />
      {operateur.adhesionsSynthetiques ? (
        <Notice tone="attention" title="Qui est adhérent n’est pas connu ici">
          Le document de référence donne le nombre d’adhérents, jamais la liste des communes. Le statut de chaque
          commune, les services souscrits et les montants de l’an passé sont inventés pour la démonstration. Les
          syndicats portent des noms neutres : aucune liste publique n’en a été trouvée.
        </Notice>
      ) : null}
      <Section title="Sources">
        <Table
          caption="Sources, producteurs et millésimes"
          rows={SOURCES}
          rowKey={({ what }) => what}
          columns={[
            { key: "what", header: "Donnée", cell: ({ what }) => what, rowHeader: true },
            { key: "source", header: "Producteur", cell: ({ source }) => source },
            { key: "vintage", header: "Millésime", cell: ({ vintage }) => vintage },
          ]}
        />
        <p>
          Elles sont lues dans le paquet libre <code>@etalab/decoupage-administratif</code>, version {decoupage.version}{" "}
          (code sous licence MIT). Données réutilisées sous{" "}
          <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence">Licence Ouverte 2.0</a> : INSEE, DGCL, La
          Poste.
        </p>
        <p>
          Le catalogue, le budget et la composition du comité viennent des documents de l’opérateur ; ses agents les
          tiennent à jour.
        </p>
      </Section>
      <Section title="Ce que contient le registre aujourd’hui">
        <Table
          caption="Collectivités du registre, par type"
          rows={register.types}
          rowKey={({ type }) => type}
          columns={[
            { key: "type", header: "Type", cell: ({ type }) => TYPE_LABELS[type].many, rowHeader: true },
            {
              key: "nombre",
              header: "Nombre",
              cell: ({ collectivites }) => formatInteger(collectivites),
              end: true,
            },
          ]}
        />
        <Table
          caption="Populations chargées"
          rows={register.populations}
          rowKey={({ genre, millesime, source }) => `${genre} ${millesime} ${source}`}
          columns={[
            { key: "genre", header: "Population", cell: ({ genre }) => GENRES[genre], rowHeader: true },
            { key: "millesime", header: "Millésime", cell: ({ millesime }) => String(millesime), end: true },
            { key: "source", header: "Source", cell: ({ source }) => source },
            { key: "nombre", header: "Collectivités", cell: ({ codes }) => formatInteger(codes), end: true },
          ]}
        />
        <p>
          La cotisation est calculée sur la {POPULATION_LABELS[operateur.populationGenre]} de{" "}
          {operateur.populationMillesime}. Le code général des collectivités territoriales (article R. 2151-2) retient
          la population totale, sauf pour les questions électorales.
        </p>
      </Section>
    </>
  )
}
