/** The causes that next-auth and our checks name, in words that say what to do. */
const ERRORS: Readonly<Record<string, string>> = {
  OAuthSignin: "ProConnect ne répond pas pour le moment. Demandez plutôt un lien par courriel, ou réessayez plus tard.",
  OAuthCallback: "ProConnect n’a pas confirmé votre identité. Recommencez, ou demandez un lien par courriel.",
  GivenUp: "Vous avez abandonné la connexion chez ProConnect. Recommencez, ou demandez un lien par courriel.",
  OAuthAccountNotLinked:
    "Un compte existe déjà avec cette adresse. Connectez-vous par un lien reçu par courriel, puis reliez ProConnect dans « Mon compte ».",
  Verification: "Ce lien a déjà servi ou a expiré. Demandez-en un nouveau ci-dessous.",
  AccessDenied: "Ce compte est fermé. Demandez à votre collectivité ou à l’opérateur de le rouvrir.",
  TooMany: "Trop de tentatives en peu de temps. Attendez un quart d’heure, puis recommencez.",
  Level: "ProConnect ne garantit pas assez votre identité. Demandez un lien par courriel.",
  Expired: "La page était ouverte depuis trop longtemps. Recommencez.",
}

/** The same cause, for someone who was adding an identity to the account she is signed in with. */
const LINKED_ELSEWHERE = "Cette identité ProConnect est déjà reliée à un autre compte. Rien n’a changé dans le vôtre."

export const signInError = (cause: string, signedIn: boolean): string =>
  (signedIn && cause === "OAuthAccountNotLinked" ? LINKED_ELSEWHERE : undefined) ??
  ERRORS[cause] ??
  "Une erreur est survenue de notre côté. Recommencez, ou choisissez l’autre façon de vous connecter."
