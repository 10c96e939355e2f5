import type { Prisma } from "@/generated/prisma/client.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"

type Fait = {
  objet?: string
  concerneId?: string
  avant?: Prisma.InputJsonValue
  apres?: Prisma.InputJsonValue
  /** Staff act on somebody else's sign-in, and say why; otherwise a person acts on her own. */
  contexte?: "personne" | "agent"
  raison?: string
}

/** The journal of what is done to a sign-in; the identity login writes it and may not read it back. */
export async function journal(tx: DatabaseTx, personneId: string, evenement: string, fait: Fait = {}): Promise<void> {
  const json = (value: Prisma.InputJsonValue | undefined) => (value === undefined ? null : JSON.stringify(value))
  await tx.$executeRaw`insert into journal (contexte, "personneId", raison, "concerneId", evenement, objet, avant, apres)
    values (${fait.contexte ?? "personne"}, ${personneId}::uuid, ${fait.raison ?? null}, ${fait.concerneId ?? null}::uuid, ${evenement}, ${fait.objet ?? null},
      ${json(fait.avant)}::jsonb, ${json(fait.apres)}::jsonb)`
}
