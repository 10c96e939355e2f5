import { Client } from "pg"

/** The demonstration's tools live on this machine: each start gives them the addresses of its own port. */
export async function placeTools(migrationUrl: string, port: number): Promise<void> {
  const client = new Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await client.query(
      `UPDATE module m SET adresse = $1 || s.slug || '/',
         initiation = CASE WHEN m.initiation IS NOT NULL THEN $1 || s.slug || '/connexion' END,
         retours = CASE WHEN m.retours = '{}' THEN m.retours ELSE ARRAY[$1 || s.slug || '/retour'] END,
         deconnexion = CASE WHEN m.deconnexion IS NOT NULL THEN $1 || s.slug || '/deconnexion' END,
         "retoursSortie" = CASE WHEN m."retoursSortie" = '{}' THEN m."retoursSortie" ELSE ARRAY[$1 || s.slug || '/'] END
       FROM service s WHERE s.id = m."serviceId" AND (m.adresse LIKE 'https://%.demo.invalid/' OR m.adresse LIKE 'http://localhost:%')
         AND m.adresse IS DISTINCT FROM $1 || s.slug || '/'`,
      [`http://localhost:${port}/`],
    )
  } finally {
    await client.end()
  }
}
