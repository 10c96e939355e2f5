import type { Tx } from "@/lib/access/door.ts"

const SELECT = {
  regleProrata: true,
  preavisRetraitMois: true,
  delaiSignature: true,
  conventionJours: true,
  seuilApprobation: true,
  signatureExterne: true,
} as const

/** How this operator commits itself: what its staff may change on a page of its own. */
export const findEngagementRules = (tx: Tx) => tx.operateur.findFirstOrThrow({ select: SELECT })
