import type { ImportGenre } from "../types.ts"

export type Column = {
  name: string
  /** Other names people and INSEE give it; compared folded. */
  aliases: readonly string[]
  hint: string
  example: string
  max: number
}

const column = (name: string, hint: string, example: string, max: number, aliases: readonly string[] = []): Column => ({
  name,
  aliases,
  hint,
  example,
  max,
})

const IDENTIFIANT = column("identifiant", "Identifiant du portail, donné par l'export", "", 20, [
  "public_id",
  "publicid",
])
const INSEE = column("code_insee", "Cinq caractères, pour une commune", "27112", 5, ["insee", "code_commune"])
const SIREN = column("siren", "Neuf chiffres", "200058246", 20, ["numero_siren"])

/** Read in this order in the models; `required` is a list of alternatives: one of each group must be there. */
export const COLUMNS = {
  membres: {
    columns: [
      IDENTIFIANT,
      column("nom", "Nom ; sert à ajouter une collectivité absente du registre", "Breteuil", 200, [
        "collectivite",
        "libelle",
      ]),
      INSEE,
      SIREN,
      column("siret", "Quatorze chiffres", "20005824600014", 25, ["numero_siret"]),
      column("categorie_juridique", "Quatre chiffres (INSEE) ; pour une collectivité nouvelle", "7210", 4, [
        "categorie",
        "nature_juridique",
      ]),
      column("departement", "Pour une collectivité nouvelle sans code INSEE", "27", 3, ["code_departement", "dep"]),
      column("adresse", "Numéro et voie", "1 place de la Mairie", 200, ["adresse_postale"]),
      column("code_postal", "Cinq chiffres", "27160", 10, ["cp"]),
      column("ville", "", "Breteuil", 100, ["bureau_distributeur"]),
      column("courriel_officiel", "Boîte connue de la mairie", "mairie@breteuil.invalid", 254, [
        "courriel",
        "email",
        "mail",
        "adresse_electronique",
      ]),
      column("telephone", "Dix chiffres", "02 32 00 00 00", 25, ["tel"]),
      column("statut", "adherent, conventionne ou resilie", "adherent", 20, ["statut_adhesion"]),
      column("statut_depuis", "Premier jour de ce statut", "01/01/2026", 10, ["adherent_depuis", "date_adhesion"]),
    ],
    required: [
      ["identifiant", "code_insee", "siren", "siret"],
      [
        "nom",
        "siren",
        "siret",
        "categorie_juridique",
        "adresse",
        "code_postal",
        "ville",
        "courriel_officiel",
        "telephone",
        "statut",
      ],
    ],
  },
  populations: {
    columns: [
      column("code", "Code INSEE, SIREN d'une intercommunalité, ou D suivi du département", "27112", 20, [
        "code_insee",
        "codgeo",
        "depcom",
        "siren",
        "insee",
      ]),
      column("habitants", "Nombre entier", "2341", 20, ["population"]),
      column("nom", "Pour relire ; n'est pas importé", "Breteuil", 200, ["commune", "libgeo", "libelle"]),
    ],
    required: [["code"], ["habitants"]],
  },
  rattachements: {
    columns: [
      column("courriel", "Adresse de la personne", "secretaire@breteuil.invalid", 254, [
        "email",
        "mail",
        "adresse_electronique",
      ]),
      column("nom", "Nom affiché", "Secrétaire de mairie de Breteuil", 120, ["nom_complet"]),
      column("role", "secretaire, elu ou administrateur", "secretaire", 20, []),
      column("fonction", "Telle qu'elle s'affiche", "Secrétaire de mairie", 120, []),
      IDENTIFIANT,
      INSEE,
      SIREN,
      column("depuis", "Premier jour", "01/01/2026", 10, ["du", "date_debut"]),
      column("jusqu_au", "Dernier jour ; vide sans fin prévue", "", 10, ["au", "jusqua", "date_fin"]),
    ],
    required: [["courriel"], ["nom"], ["role"], ["fonction"], ["identifiant", "code_insee", "siren"], ["depuis"]],
  },
  contours: {
    columns: [
      column("code", "Code INSEE de la commune", "27112", 5, ["code_insee", "insee", "codgeo", "insee_com"]),
      column("nom", "Pour relire ; n'est pas importé", "Breteuil", 200, ["commune", "libgeo"]),
      column("long", "Longitude du centre", "0.912", 20, ["lon", "longitude", "x_wgs84"]),
      column("lat", "Latitude du centre", "48.838", 20, ["latitude", "y_wgs84"]),
      column("lot", "Lot de fermeture du cuivre", "3", 40, ["lot_cuivre"]),
      column("fermeture_commerciale", "Plus de nouvelle ligne cuivre", "31/01/2027", 10, [
        "date_fermeture_commerciale",
      ]),
      column("fermeture_technique", "Arrêt des lignes cuivre", "31/01/2029", 10, ["date_fermeture_technique"]),
      column("contour", "Donné par un fichier GeoJSON", "", 2_000_000, []),
    ],
    required: [["code"], ["long", "lot", "fermeture_commerciale", "fermeture_technique", "contour"]],
  },
} as const satisfies Record<ImportGenre, { columns: readonly Column[]; required: readonly (readonly string[])[] }>

/** INSEE's own files name the figure by its kind. */
export const INSEE_FIGURES = { municipale: "pmun", totale: "ptot" } as const
