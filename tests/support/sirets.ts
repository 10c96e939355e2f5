import type { Client } from "pg"

/** A valid SIRET for every member that has a SIREN: the first establishment number that satisfies the key. */
export const siretOf = (siren: string): string => {
  for (let key = 0; key < 100; key++) {
    const siret = `${siren}001${String(key).padStart(2, "0")}`
    if (luhn(siret)) return siret
  }
  throw new Error(`no SIRET for ${siren}`)
}

const luhn = (digits: string): boolean =>
  [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0

/** SIRENs where the register has none, then a SIRET for all; the operator's identity for Hélios and Chorus Pro too. */
export async function giveSirets(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ id: string; siren: string | null }>(
    `select c.id, c.siren from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null`,
  )
  const sirets = rows.map(({ id, siren }, index) => ({ id, siret: siretOf(siren ?? sirenOf(index)) }))
  await owner.query(
    `insert into fiche ("collectiviteId", siret) select id, siret from jsonb_to_recordset($1::jsonb) as r(id uuid, siret text)
     on conflict ("collectiviteId") do update set siret = excluded.siret`,
    [JSON.stringify(sirets)],
  )
  // A SIRET counts once its SIREN is the register's.
  await owner.query(
    `update collectivite c set siren = left(r.siret, 9) from jsonb_to_recordset($1::jsonb) as r(id uuid, siret text)
     where c.id = r.id and c.siren is null`,
    [JSON.stringify(sirets)],
  )
  await owner.query(
    `update operateur set siret = $1, siren = $2, "pesPoste" = '0270150', "pesCollectivite" = '123', iban = 'FR7630001007941234567890185'`,
    [siretOf("200045989"), "200045989"],
  )
}

function sirenOf(index: number): string {
  for (let key = 0; key < 10; key++) {
    const siren = `2599${String(index).padStart(4, "0")}${key}`
    if (luhn(siren)) return siren
  }
  throw new Error(`no SIREN for ${index}`)
}
