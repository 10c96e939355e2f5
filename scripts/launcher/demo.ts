import { identitiesOf } from "../../prisma/seed/people.ts"
import { nowServing } from "./lifecycle.ts"
import { demoPlaces, type Places } from "./places.ts"
import { type Mode, openPortal, preflight } from "./portal.ts"
import { duration, say } from "./steps.ts"

/** Serves until it is told to stop. */
export async function demo(args: string[], mode: Mode): Promise<number> {
  const begun = performance.now()
  const places = demoPlaces(args)
  await preflight(places)
  say(`\nPortail des adhérents, ${mode === "production" ? "démonstration" : "développement"}\n`)
  await openPortal(places, mode)
  nowServing()
  announce(places, performance.now() - begun)
  return new Promise(() => undefined)
}

function announce({ ports, folder, departement }: Places, ms: number): void {
  say(`\nPrêt en ${duration(ms)}\n`)
  const line = (name: string, value: string) => say(`  ${name.padEnd(48)} ${value}`)
  line("Portail", `http://localhost:${ports.web}`)
  line("Identité (ProConnect)", `http://localhost:${ports.oidc}`)
  line("Codes à usage unique, pour approuver", `http://localhost:${ports.oidc}/codes`)
  line("Courriels envoyés", `http://localhost:${ports.mailbox}`)

  line("Fichiers", folder)
  say("\nSe connecter : /connexion, puis ProConnect ou un lien reçu par courriel, sous l'une de ces identités\n")
  for (const { email, label } of identitiesOf(departement)) line(label, email)
  say("\nCtrl-C arrête tout.")
}
