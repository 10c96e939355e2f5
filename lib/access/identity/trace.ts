import type { Prisma } from "@/generated/prisma/client.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"

type Fait = { objet?: string; concerneId?: string; avant?: Prisma.InputJsonValue; apres?: Prisma.InputJsonValue }

/** The journal of what a person does to her own sign-in; the identity login writes it and may not read it back. */
export async function journal(tx: DatabaseTx, personneId: string, evenement: string, fait: Fait = {}): Promise<void> {
  const json = (value: Prisma.InputJsonValue | undefined) => (value === undefined ? null : JSON.stringify(value))
  await tx.$executeRaw`insert into journal (contexte, "personneId", "concerneId", evenement, objet, avant, apres)
    values ('personne', ${personneId}::uuid, ${fait.concerneId ?? null}::uuid, ${evenement}, ${fait.objet ?? null},
      ${json(fait.avant)}::jsonb, ${json(fait.apres)}::jsonb)`
}
