import { type Adresse, type Constat, type Regle, SANS_NUMERO } from "../../types.ts"
import { enMetres } from "../geometrie.ts"
import { voiesDe } from "../voies.ts"
import { pointOf } from "./positions.ts"

type Numero = { rang: number; numero: number; adresse: Adresse }

function numbersOf(adresses: readonly Adresse[], rangs: readonly number[]): Numero[] {
  const seen = new Set<number>()
  return rangs
    .flatMap((rang) => {
      const adresse = adresses[rang]
      return adresse?.numero && adresse.numero !== SANS_NUMERO ? [{ rang, numero: adresse.numero, adresse }] : []
    })
    .sort((a, b) => a.numero - b.numero || a.rang - b.rang)
    .filter(({ numero }) => !seen.has(numero) && seen.add(numero))
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** Numbers of one side of a street go by two. */
const PAS = 2
const TROU = 10
const NUMEROS_AU_MOINS = 5

export const TROU_NUMEROTATION: Regle = {
  code: "portail.numerotation.trou",
  gravite: "I",
  priorite: 4,
  libelle: "Trou dans la numérotation",
  raison: "Un saut cache souvent des maisons oubliées. Les rues numérotées en mètres ne sont pas jugées.",
  exemple: "2, 4, 6, 8, puis 22 du même côté. Seuil : un écart de 10 dans une rue numérotée de 2 en 2.",
  remede: "Vérifiez sur place s’il existe des habitations entre les deux numéros.",
  detecter: ({ adresses }) =>
    voiesDe(adresses).flatMap(({ numeros }) => {
      const all = numbersOf(adresses, numeros)
      return [0, 1].flatMap((parity) => gaps(all.filter(({ numero }) => numero % 2 === parity)))
    }),
}

function gaps(side: readonly Numero[]): Constat[] {
  if (side.length < NUMEROS_AU_MOINS) return []
  const steps = side.slice(1).map(({ numero }, at) => numero - (side[at]?.numero ?? 0))
  if (median(steps) > 2 * PAS) return []
  return steps.flatMap((step, at) => {
    const after = side[at + 1]
    return step >= TROU && after
      ? [{ rang: after.rang, detail: `rien entre ${side[at]?.numero} et ${after.numero}` }]
      : []
  })
}

/** Share of the numbers of one parity that stand on its side before the others are called misplaced. */
const MAJORITE = 0.8
/** A street is straight when its numbers spread at least four times more along it than across it. */
const RECTITUDE = 4
const MARGE_M = 3
const COTE_AU_MOINS = 4

export const RUPTURE_PARITE: Regle = {
  code: "portail.numerotation.parite",
  gravite: "W",
  priorite: 3,
  libelle: "Numéro du mauvais côté de la rue",
  raison: "Un pair parmi les impairs : le technicien cherche de l’autre côté, ou deux numéros ont été échangés.",
  exemple: "Le 7 rue Neuve placé entre le 4 et le 6. Jugé dans les rues droites d’au moins 4 numéros de chaque côté.",
  remede: "Vérifiez la plaque : numéro mal saisi ou point mal placé.",
  detecter: ({ adresses }) => voiesDe(adresses).flatMap(({ numeros }) => wrongSides(numbersOf(adresses, numeros))),
}

function wrongSides(numeros: readonly Numero[]): Constat[] {
  const placed = numeros.flatMap((one) => {
    const point = pointOf(one.adresse)
    return point ? [{ ...one, point }] : []
  })
  const [first] = placed
  if (!first) return []
  const points = placed.map((one) => ({ ...one, ...enMetres(one.point, first.point) }))
  const sided = acrossOf(points)
  if (!sided) return []
  return [0, 1].flatMap((parity) => {
    const side = sided.filter(({ numero }) => numero % 2 === parity)
    const clear = side.filter(({ across }) => Math.abs(across) > MARGE_M)
    if (clear.length < COTE_AU_MOINS) return []
    const left = clear.filter(({ across }) => across > 0)
    const right = clear.filter(({ across }) => across < 0)
    const [few, many] = left.length < right.length ? [left, right] : [right, left]
    return many.length >= MAJORITE * clear.length ? few.map(({ rang }) => ({ rang })) : []
  })
}

/** Metres to the left (positive) or right of the street's axis; null when the street is not straight. */
function acrossOf<P extends { x: number; y: number }>(points: readonly P[]): (P & { across: number })[] | null {
  if (points.length < 2 * COTE_AU_MOINS) return null
  const mean = (of: (point: P) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)]
  const xx = mean(({ x }) => (x - mx) ** 2)
  const yy = mean(({ y }) => (y - my) ** 2)
  const xy = mean(({ x, y }) => (x - mx) * (y - my))
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const sided = points.map((point) => ({
    ...point,
    along: (point.x - mx) * cos + (point.y - my) * sin,
    across: (point.y - my) * cos - (point.x - mx) * sin,
  }))
  const spread = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length)
  const straight = spread(sided.map(({ along }) => along)) >= RECTITUDE * spread(sided.map(({ across }) => across))
  return straight ? sided : null
}
