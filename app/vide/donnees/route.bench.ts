import { findVisitor } from "@/lib/access/session.ts"

const ROWS = Array.from({ length: 8 }, (_, row) => ({ publicId: `case${row}`, nom: `Case ${row}`, type: "commune" }))

/** The least that an answer in JSON costs in this build: one query, and what it would have found. */
export async function GET(): Promise<Response> {
  await findVisitor("personne")
  return Response.json(ROWS)
}
