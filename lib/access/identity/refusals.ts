/** What a person may meet while proving who she is, each with its sentence. */
export const FACTOR_REFUSALS = {
  "boite-partagee":
    "Une boîte partagée n'a pas de facteur personnel : plusieurs personnes la lisent. Connectez-vous avec votre identité personnelle.",
  "a-confirmer": "Confirmez d'abord que c'est bien vous, avec le facteur que vous avez déjà.",
  "reinitialisation-recente":
    "L'opérateur vient de retirer vos preuves personnelles : vous pourrez en ajouter une nouvelle vingt-quatre heures après.",
  "code-faux": "Ce code n'est pas le bon, ou il a déjà servi. Attendez le suivant sur votre téléphone.",
  "code-expire":
    "Ce code a expiré : votre téléphone en montre un nouveau toutes les trente secondes. Saisissez celui qu'il affiche maintenant, et vérifiez que le téléphone est à l'heure.",
  "trop-d-essais": "Trop d'essais en peu de temps. Attendez un quart d'heure, puis recommencez.",
  "demande-expiree": "La demande a expiré. Recommencez.",
  "cle-refusee": "Votre clé d'accès n'a pas été reconnue. Recommencez, ou utilisez l'autre facteur.",
  "facteur-inconnu": "Ce facteur n'existe plus.",
  "aucun-facteur": "Vous n'avez pas encore de facteur personnel.",
} as const
export type FactorRefusal = keyof typeof FACTOR_REFUSALS

/** What staff may meet while taking off somebody's lost factors. */
export const RESET_REFUSALS = {
  "personne-inconnue": "Cette personne n'agit pas pour cette collectivité.",
  "facteur-propre": "Vos propres preuves personnelles se retirent depuis votre compte, ou par une collègue.",
  "agent-protege": "Cette personne travaille pour l'opérateur : seule une personne administratrice peut le faire.",
  "sans-facteur": "Cette personne n'a plus de preuve personnelle : il n'y a rien à réinitialiser.",
} as const
