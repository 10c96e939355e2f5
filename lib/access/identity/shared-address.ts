/**
 * Four mairies in five have a generic mailbox, often without a domain of their own: such an address signs in a mailbox,
 * never a person. A guess from the words before the @; staff corrects it when they check a rattachement.
 */
const GENERIC =
  /^(la\.?)?(mairie|maire|commune|ville|secretariat|secretaire|accueil|contact|info|infos|administration|compta|comptabilite|syndicat|siaep|communaute)([._-]|\d|$)|(^|[._-])(mairie|commune|secretariat)$/

export const isSharedAddress = (address: string): boolean => GENERIC.test(address.toLowerCase().split("@")[0] ?? "")
