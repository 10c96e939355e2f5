import type { Tx } from "@/lib/access/door.ts"

export type AnneeEpci = {
  annee: number
  communes: number
  reclamantes: number | null
  demande: bigint | null
  paye: bigint | null
}

/** The communes of an EPCI as counts and sums: never fewer than three, never a name (portail_redevances_epci). */
export const findTerritoireEpci = (tx: Tx, epciId: string): Promise<AnneeEpci[]> =>
  tx.$queryRaw<AnneeEpci[]>`select * from portail_redevances_epci(${epciId}::uuid) order by annee desc`
