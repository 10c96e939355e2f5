-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "personne_genre" AS ENUM ('personne', 'boite');

-- CreateEnum
CREATE TYPE "agent_role" AS ENUM ('gestionnaire', 'charge_de_mission', 'support', 'administrateur');

-- CreateEnum
CREATE TYPE "rattachement_role" AS ENUM ('secretaire', 'elu', 'administrateur');

-- CreateEnum
CREATE TYPE "facteur_genre" AS ENUM ('passkey', 'totp');

-- CreateEnum
CREATE TYPE "demande_rattachement_etat" AS ENUM ('code_envoye', 'a_verifier', 'acceptee', 'refusee');

-- CreateEnum
CREATE TYPE "service_etat" AS ENUM ('brouillon', 'publie', 'retire');

-- CreateEnum
CREATE TYPE "service_maturite" AS ENUM ('en_service', 'experimente', 'perspective');

-- CreateEnum
CREATE TYPE "tarif_mode" AS ENUM ('inclus', 'unitaire', 'cle_repartition', 'a_l_euro', 'non_precise');

-- CreateEnum
CREATE TYPE "periodicite" AS ENUM ('mois', 'an', 'unique');

-- CreateEnum
CREATE TYPE "categorie_tva" AS ENUM ('O', 'E', 'S');

-- CreateEnum
CREATE TYPE "collectivite_type" AS ENUM ('commune', 'epci', 'departement', 'syndicat', 'autre');

-- CreateEnum
CREATE TYPE "adhesion_statut" AS ENUM ('prospect', 'adherent', 'conventionne', 'resilie');

-- CreateEnum
CREATE TYPE "demande_adhesion_etat" AS ENUM ('recue', 'en_cours', 'acceptee', 'refusee');

-- CreateEnum
CREATE TYPE "campagne_etat" AS ENUM ('brouillon', 'a_approuver', 'approuvee', 'en_emission', 'emise', 'abandonnee');

-- CreateEnum
CREATE TYPE "tranche_etat" AS ENUM ('a_faire', 'faite');

-- CreateEnum
CREATE TYPE "tranche_genre" AS ENUM ('emission', 'pdf', 'courriel');

-- CreateEnum
CREATE TYPE "decision_ligne" AS ENUM ('inclure', 'exclure');

-- CreateEnum
CREATE TYPE "import_genre" AS ENUM ('membres', 'populations', 'rattachements');

-- CreateEnum
CREATE TYPE "import_etat" AS ENUM ('apercu', 'applique', 'abandonne');

-- CreateEnum
CREATE TYPE "population_genre" AS ENUM ('municipale', 'totale');

-- CreateEnum
CREATE TYPE "cotisation_mode" AS ENUM ('taux_population', 'forfait', 'aucune');

-- CreateEnum
CREATE TYPE "souscription_etat" AS ENUM ('a_approuver', 'approuvee', 'en_service', 'refusee', 'annulee', 'terminee');

-- CreateEnum
CREATE TYPE "titre_suivi_etat" AS ENUM ('emis', 'transmis', 'pris_en_charge', 'partiellement_regle', 'solde', 'reduit', 'annule', 'rejete', 'non_valeur');

-- CreateEnum
CREATE TYPE "canal_envoi" AS ENUM ('pes', 'depot', 'papier');

-- CreateEnum
CREATE TYPE "document_genre" AS ENUM ('titre', 'logo', 'autre');

-- CreateEnum
CREATE TYPE "courriel_etat" AS ENUM ('a_envoyer', 'envoye', 'rejete');

-- CreateTable
CREATE TABLE "personne" (
    "id" UUID NOT NULL,
    "genre" "personne_genre" NOT NULL DEFAULT 'personne',
    "nom" TEXT NOT NULL,
    "courriel" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "desactiveeLe" TIMESTAMPTZ(3),

    CONSTRAINT "personne_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identite" (
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "fournisseur" TEXT NOT NULL,
    "sujet" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "jetonHache" TEXT NOT NULL,
    "personneId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "derniereActiviteLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "facteurConfirmeLe" TIMESTAMPTZ(3),
    "navigateur" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jeton_connexion" (
    "jetonHache" TEXT NOT NULL,
    "courriel" TEXT NOT NULL,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "jeton_connexion_pkey" PRIMARY KEY ("jetonHache")
);

-- CreateTable
CREATE TABLE "tentative_connexion" (
    "id" UUID NOT NULL,
    "cle" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tentative_connexion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facteur" (
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "genre" "facteur_genre" NOT NULL,
    "nom" TEXT NOT NULL,
    "donnees" JSONB NOT NULL,
    "dernierPas" BIGINT,
    "confirmeLe" TIMESTAMPTZ(3),
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dernierUsageLe" TIMESTAMPTZ(3),

    CONSTRAINT "facteur_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "defi" (
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "defi" TEXT NOT NULL,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "defi_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "courriel_connexion" (
    "id" UUID NOT NULL,
    "contenuChiffre" BYTEA NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "prisLe" TIMESTAMPTZ(3),
    "essais" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "courriel_connexion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "personneId" UUID NOT NULL,
    "role" "agent_role" NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("personneId")
);

-- CreateTable
CREATE TABLE "rattachement" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "role" "rattachement_role" NOT NULL,
    "fonction" TEXT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,
    "origine" TEXT NOT NULL,

    CONSTRAINT "rattachement_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "courriel" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "role" "rattachement_role" NOT NULL,
    "fonction" TEXT NOT NULL,
    "jetonHache" TEXT NOT NULL,
    "inviteParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "accepteeLe" TIMESTAMPTZ(3),
    "retireeLe" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "demande_rattachement" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "role" "rattachement_role" NOT NULL,
    "fonction" TEXT NOT NULL,
    "etat" "demande_rattachement_etat" NOT NULL,
    "codeHache" TEXT,
    "codeExpireLe" TIMESTAMPTZ(3),
    "codeEssais" SMALLINT NOT NULL DEFAULT 0,
    "codeConfirmeLe" TIMESTAMPTZ(3),
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,

    CONSTRAINT "demande_rattachement_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "journal" (
    "id" UUID NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "contexte" TEXT NOT NULL,
    "personneId" UUID,
    "raison" TEXT,
    "concerneId" UUID,
    "evenement" TEXT NOT NULL,
    "objet" TEXT,
    "avant" JSONB,
    "apres" JSONB,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pilier" (
    "id" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "besoin" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "pilier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "pilierId" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "pourQui" TEXT NOT NULL,
    "pourDemarrer" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "mode" "tarif_mode" NOT NULL,
    "maturite" "service_maturite" NOT NULL,
    "etat" "service_etat" NOT NULL DEFAULT 'brouillon',
    "types" "collectivite_type"[],
    "exigeApprobation" BOOLEAN NOT NULL DEFAULT true,
    "recherche" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,
    "source" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tarif" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "prixUnitaire" DECIMAL(12,4) NOT NULL,
    "unite" TEXT NOT NULL,
    "periodicite" "periodicite" NOT NULL,
    "categorieTva" "categorie_tva" NOT NULL,
    "tauxTva" DECIMAL(5,2) NOT NULL,
    "note" TEXT,
    "source" TEXT,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "tarif_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collectivite" (
    "id" UUID NOT NULL,
    "publicId" TEXT NOT NULL,
    "type" "collectivite_type" NOT NULL,
    "nom" TEXT NOT NULL,
    "nomPlie" TEXT NOT NULL,
    "codeInsee" TEXT,
    "siren" TEXT,
    "departement" TEXT NOT NULL,
    "epciId" UUID,
    "codesPostaux" TEXT[],
    "categorieJuridique" TEXT,
    "groupe" TEXT,

    CONSTRAINT "collectivite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "denomination" (
    "id" UUID NOT NULL,
    "concerneId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "codeInsee" TEXT,
    "siren" TEXT,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "denomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "succession" (
    "predecesseurId" UUID NOT NULL,
    "successeurId" UUID NOT NULL,
    "le" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "succession_pkey" PRIMARY KEY ("predecesseurId","successeurId")
);

-- CreateTable
CREATE TABLE "population" (
    "code" TEXT NOT NULL,
    "genre" "population_genre" NOT NULL,
    "millesime" SMALLINT NOT NULL,
    "habitants" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "population_pkey" PRIMARY KEY ("code","genre","millesime")
);

-- CreateTable
CREATE TABLE "fiche" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "siret" TEXT,
    "adresse" TEXT,
    "codePostal" TEXT,
    "ville" TEXT,
    "courrielOfficiel" TEXT,
    "telephone" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fiche_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "adhesion" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "statut" "adhesion_statut" NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,
    "synthetique" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,

    CONSTRAINT "adhesion_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "demande_adhesion" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contactNom" TEXT NOT NULL,
    "contactFonction" TEXT NOT NULL,
    "contactCourriel" TEXT NOT NULL,
    "contactTelephone" TEXT,
    "categorieJuridique" TEXT NOT NULL,
    "message" TEXT,
    "etat" "demande_adhesion_etat" NOT NULL DEFAULT 'recue',
    "recueLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,

    CONSTRAINT "demande_adhesion_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "campagne" (
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "libelle" TEXT NOT NULL,
    "etat" "campagne_etat" NOT NULL DEFAULT 'brouillon',
    "populationGenre" "population_genre" NOT NULL,
    "millesime" SMALLINT NOT NULL,
    "dateEmission" DATE NOT NULL,
    "echeance" DATE NOT NULL,
    "budget" TEXT NOT NULL,
    "serie" TEXT NOT NULL,
    "imputation" TEXT NOT NULL,
    "secondePersonne" BOOLEAN NOT NULL,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "soumisParId" UUID,
    "soumisLe" TIMESTAMPTZ(3),
    "approuveParId" UUID,
    "approuveLe" TIMESTAMPTZ(3),
    "lanceParId" UUID,
    "lanceLe" TIMESTAMPTZ(3),
    "termineLe" TIMESTAMPTZ(3),
    "abandonneLe" TIMESTAMPTZ(3),
    "motifAbandon" TEXT,

    CONSTRAINT "campagne_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campagne_regle" (
    "campagneId" UUID NOT NULL,
    "type" "collectivite_type" NOT NULL,
    "mode" "cotisation_mode" NOT NULL,
    "taux" DECIMAL(12,6),
    "montant" BIGINT,
    "hypothese" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "campagne_regle_pkey" PRIMARY KEY ("campagneId","type")
);

-- CreateTable
CREATE TABLE "campagne_ligne" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campagneId" UUID NOT NULL,
    "type" "collectivite_type" NOT NULL,
    "mode" "cotisation_mode" NOT NULL,
    "taux" DECIMAL(12,6),
    "habitants" INTEGER,
    "montant" BIGINT,
    "montantPrecedent" BIGINT,
    "cas" TEXT[],
    "decision" "decision_ligne",
    "decisionMotif" TEXT,
    "decideParId" UUID,
    "tranche" INTEGER,
    "titreId" UUID,

    CONSTRAINT "campagne_ligne_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "campagne_tranche" (
    "campagneId" UUID NOT NULL,
    "genre" "tranche_genre" NOT NULL,
    "rang" INTEGER NOT NULL,
    "etat" "tranche_etat" NOT NULL DEFAULT 'a_faire',
    "essais" INTEGER NOT NULL DEFAULT 0,
    "erreur" TEXT,
    "faiteLe" TIMESTAMPTZ(3),

    CONSTRAINT "campagne_tranche_pkey" PRIMARY KEY ("campagneId","genre","rang")
);

-- CreateTable
CREATE TABLE "cotisation_reprise" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "montant" BIGINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "cotisation_reprise_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "genre" "import_genre" NOT NULL,
    "etat" "import_etat" NOT NULL DEFAULT 'apercu',
    "fichierNom" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliqueLe" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_ligne" (
    "importId" UUID NOT NULL,
    "ligne" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "concerneId" UUID,
    "donnees" JSONB NOT NULL,
    "differences" JSONB NOT NULL,
    "erreurs" JSONB NOT NULL,

    CONSTRAINT "import_ligne_pkey" PRIMARY KEY ("importId","ligne")
);

-- CreateTable
CREATE TABLE "battement" (
    "processus" TEXT NOT NULL,
    "genre" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "battement_pkey" PRIMARY KEY ("processus")
);

-- CreateTable
CREATE TABLE "operateur" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "nom" TEXT NOT NULL,
    "marque" TEXT NOT NULL,
    "siren" TEXT,
    "siret" TEXT,
    "adresse" TEXT NOT NULL,
    "codePostal" TEXT NOT NULL,
    "ville" TEXT NOT NULL,
    "courriel" TEXT,
    "telephone" TEXT,
    "departement" TEXT NOT NULL,
    "accent" TEXT NOT NULL,
    "logo" BYTEA,
    "logoType" TEXT,
    "ordonnateurNom" TEXT,
    "ordonnateurQualite" TEXT NOT NULL,
    "comptableNom" TEXT NOT NULL,
    "comptableAdresse" TEXT,
    "delaiPaiement" SMALLINT NOT NULL,
    "moyensPaiement" TEXT NOT NULL,
    "voiesRecours" TEXT NOT NULL,
    "populationGenre" "population_genre" NOT NULL,
    "populationMillesime" SMALLINT NOT NULL,
    "budget" TEXT NOT NULL,
    "serie" TEXT NOT NULL,
    "premierNumero" INTEGER NOT NULL,
    "imputation" TEXT NOT NULL,
    "approbationSecondePersonne" BOOLEAN NOT NULL DEFAULT true,
    "adhesionsSynthetiques" BOOLEAN NOT NULL DEFAULT false,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operateur_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regle_cotisation" (
    "id" UUID NOT NULL,
    "type" "collectivite_type" NOT NULL,
    "mode" "cotisation_mode" NOT NULL,
    "taux" DECIMAL(12,6),
    "montant" BIGINT,
    "hypothese" BOOLEAN NOT NULL DEFAULT false,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "regle_cotisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget" (
    "id" UUID NOT NULL,
    "niveau" TEXT NOT NULL,
    "pilierNom" TEXT NOT NULL,
    "action" TEXT,
    "sousAction" TEXT,
    "montant" BIGINT,
    "moyensInternes" BOOLEAN NOT NULL,
    "periode" TEXT NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comite_ligne" (
    "id" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "college" TEXT NOT NULL,
    "membre" TEXT NOT NULL,
    "siren" TEXT,
    "delegues" INTEGER NOT NULL,
    "suppleants" INTEGER NOT NULL,
    "voixParDelegue" INTEGER NOT NULL,
    "voixSource" INTEGER,

    CONSTRAINT "comite_ligne_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "souscription" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "tarifId" UUID,
    "etat" "souscription_etat" NOT NULL,
    "quantite" INTEGER NOT NULL,
    "prixUnitaire" DECIMAL(12,4),
    "periodicite" "periodicite",
    "categorieTva" "categorie_tva",
    "tauxTva" DECIMAL(5,2),
    "dateSouhaitee" DATE NOT NULL,
    "contactNom" TEXT NOT NULL,
    "contactCourriel" TEXT NOT NULL,
    "contactTelephone" TEXT,
    "numeroEngagement" TEXT,
    "codeService" TEXT,
    "note" TEXT,
    "demandeParId" UUID NOT NULL,
    "demandeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,
    "enServiceLe" DATE,
    "termineeLe" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "souscription_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "souscription_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "souscriptionId" UUID NOT NULL,
    "etat" "souscription_etat" NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personneId" UUID,
    "motif" TEXT,

    CONSTRAINT "souscription_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "serie" (
    "exercice" SMALLINT NOT NULL,
    "budget" TEXT NOT NULL,
    "serie" TEXT NOT NULL,
    "prochain" INTEGER NOT NULL,

    CONSTRAINT "serie_pkey" PRIMARY KEY ("exercice","budget","serie")
);

-- CreateTable
CREATE TABLE "titre_numero" (
    "exercice" SMALLINT NOT NULL,
    "budget" TEXT NOT NULL,
    "serie" TEXT NOT NULL,
    "numero" INTEGER NOT NULL,
    "debiteurId" UUID NOT NULL,
    "titreId" UUID NOT NULL,

    CONSTRAINT "titre_numero_pkey" PRIMARY KEY ("exercice","budget","serie","numero")
);

-- CreateTable
CREATE TABLE "titre" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "budget" TEXT NOT NULL,
    "serie" TEXT NOT NULL,
    "numero" INTEGER NOT NULL,
    "bordereau" INTEGER NOT NULL,
    "objet" TEXT NOT NULL,
    "fondement" TEXT NOT NULL,
    "imputation" TEXT NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "montantTtc" BIGINT NOT NULL,
    "dateEmission" DATE NOT NULL,
    "echeance" DATE NOT NULL,
    "canal" "canal_envoi" NOT NULL,
    "debiteur" JSONB NOT NULL,
    "campagneId" UUID,
    "emisParId" UUID NOT NULL,
    "emisLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "titre_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "titre_ligne" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "libelle" TEXT NOT NULL,
    "bases" TEXT NOT NULL,
    "quantite" DECIMAL(14,4) NOT NULL,
    "prixUnitaire" DECIMAL(14,6) NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "categorieTva" "categorie_tva" NOT NULL,
    "tauxTva" DECIMAL(5,2) NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "beneficiaireId" UUID NOT NULL,
    "beneficiaireNom" TEXT NOT NULL,
    "base" JSONB NOT NULL,

    CONSTRAINT "titre_ligne_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "titre_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "etat" "titre_suivi_etat" NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personneId" UUID,
    "note" TEXT,

    CONSTRAINT "titre_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "document" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "genre" "document_genre" NOT NULL,
    "objetId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "taille" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "cleEnveloppee" BYTEA NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "courriel" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "genre" TEXT NOT NULL,
    "objetId" UUID NOT NULL,
    "destinataire" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "sujet" TEXT NOT NULL,
    "texte" TEXT,
    "etat" "courriel_etat" NOT NULL DEFAULT 'a_envoyer',
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "envoyeLe" TIMESTAMPTZ(3),

    CONSTRAINT "courriel_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "personne_courriel_key" ON "personne"("courriel");

-- CreateIndex
CREATE INDEX "identite_personneId_idx" ON "identite"("personneId");

-- CreateIndex
CREATE UNIQUE INDEX "identite_fournisseur_sujet_key" ON "identite"("fournisseur", "sujet");

-- CreateIndex
CREATE UNIQUE INDEX "session_jetonHache_key" ON "session"("jetonHache");

-- CreateIndex
CREATE INDEX "session_personneId_idx" ON "session"("personneId");

-- CreateIndex
CREATE INDEX "jeton_connexion_expireLe_idx" ON "jeton_connexion"("expireLe");

-- CreateIndex
CREATE INDEX "tentative_connexion_cle_le_idx" ON "tentative_connexion"("cle", "le");

-- CreateIndex
CREATE INDEX "facteur_personneId_idx" ON "facteur"("personneId");

-- CreateIndex
CREATE INDEX "courriel_connexion_creeLe_idx" ON "courriel_connexion"("creeLe");

-- CreateIndex
CREATE INDEX "rattachement_personneId_idx" ON "rattachement"("personneId");

-- CreateIndex
CREATE INDEX "invitation_jetonHache_idx" ON "invitation"("jetonHache");

-- CreateIndex
CREATE INDEX "demande_rattachement_etat_creeLe_idx" ON "demande_rattachement"("etat", "creeLe");

-- CreateIndex
CREATE INDEX "journal_concerneId_le_idx" ON "journal"("concerneId", "le" DESC);

-- CreateIndex
CREATE INDEX "journal_le_idx" ON "journal"("le" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "service_slug_key" ON "service"("slug");

-- CreateIndex
CREATE INDEX "service_pilierId_rang_idx" ON "service"("pilierId", "rang");

-- CreateIndex
CREATE INDEX "tarif_serviceId_depuis_idx" ON "tarif"("serviceId", "depuis");

-- CreateIndex
CREATE UNIQUE INDEX "collectivite_publicId_key" ON "collectivite"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "collectivite_codeInsee_key" ON "collectivite"("codeInsee");

-- CreateIndex
CREATE UNIQUE INDEX "collectivite_siren_key" ON "collectivite"("siren");

-- CreateIndex
CREATE INDEX "collectivite_type_nomPlie_id_idx" ON "collectivite"("type", "nomPlie", "id");

-- CreateIndex
CREATE INDEX "collectivite_epciId_idx" ON "collectivite"("epciId");

-- CreateIndex
CREATE INDEX "collectivite_departement_idx" ON "collectivite"("departement");

-- CreateIndex
CREATE INDEX "denomination_concerneId_depuis_idx" ON "denomination"("concerneId", "depuis");

-- CreateIndex
CREATE UNIQUE INDEX "fiche_collectiviteId_key" ON "fiche"("collectiviteId");

-- CreateIndex
CREATE INDEX "adhesion_statut_collectiviteId_idx" ON "adhesion"("statut", "collectiviteId");

-- CreateIndex
CREATE INDEX "demande_adhesion_etat_recueLe_idx" ON "demande_adhesion"("etat", "recueLe");

-- CreateIndex
CREATE INDEX "campagne_exercice_idx" ON "campagne"("exercice");

-- CreateIndex
CREATE INDEX "campagne_ligne_campagneId_tranche_idx" ON "campagne_ligne"("campagneId", "tranche");

-- CreateIndex
CREATE UNIQUE INDEX "campagne_ligne_collectiviteId_campagneId_key" ON "campagne_ligne"("collectiviteId", "campagneId");

-- CreateIndex
CREATE INDEX "campagne_tranche_etat_idx" ON "campagne_tranche"("etat");

-- CreateIndex
CREATE UNIQUE INDEX "cotisation_reprise_collectiviteId_exercice_key" ON "cotisation_reprise"("collectiviteId", "exercice");

-- CreateIndex
CREATE INDEX "souscription_collectiviteId_etat_idx" ON "souscription"("collectiviteId", "etat");

-- CreateIndex
CREATE INDEX "souscription_serviceId_etat_idx" ON "souscription"("serviceId", "etat");

-- CreateIndex
CREATE INDEX "souscription_suivi_collectiviteId_souscriptionId_le_idx" ON "souscription_suivi"("collectiviteId", "souscriptionId", "le");

-- CreateIndex
CREATE UNIQUE INDEX "titre_numero_titreId_key" ON "titre_numero"("titreId");

-- CreateIndex
CREATE INDEX "titre_collectiviteId_exercice_numero_idx" ON "titre"("collectiviteId", "exercice", "numero");

-- CreateIndex
CREATE INDEX "titre_campagneId_idx" ON "titre"("campagneId");

-- CreateIndex
CREATE INDEX "titre_exercice_serie_numero_idx" ON "titre"("exercice", "serie", "numero");

-- CreateIndex
CREATE UNIQUE INDEX "titre_collectiviteId_campagneId_key" ON "titre"("collectiviteId", "campagneId");

-- CreateIndex
CREATE UNIQUE INDEX "titre_ligne_collectiviteId_titreId_rang_key" ON "titre_ligne"("collectiviteId", "titreId", "rang");

-- CreateIndex
CREATE INDEX "titre_suivi_collectiviteId_titreId_le_idx" ON "titre_suivi"("collectiviteId", "titreId", "le");

-- CreateIndex
CREATE UNIQUE INDEX "document_collectiviteId_genre_objetId_key" ON "document"("collectiviteId", "genre", "objetId");

-- CreateIndex
CREATE INDEX "courriel_etat_prochainEssaiLe_idx" ON "courriel"("etat", "prochainEssaiLe");

-- CreateIndex
CREATE UNIQUE INDEX "courriel_collectiviteId_genre_objetId_destinataire_key" ON "courriel"("collectiviteId", "genre", "objetId", "destinataire");

-- AddForeignKey
ALTER TABLE "identite" ADD CONSTRAINT "identite_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facteur" ADD CONSTRAINT "facteur_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demande_rattachement" ADD CONSTRAINT "demande_rattachement_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_pilierId_fkey" FOREIGN KEY ("pilierId") REFERENCES "pilier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tarif" ADD CONSTRAINT "tarif_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collectivite" ADD CONSTRAINT "collectivite_epciId_fkey" FOREIGN KEY ("epciId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "denomination" ADD CONSTRAINT "denomination_concerneId_fkey" FOREIGN KEY ("concerneId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_predecesseurId_fkey" FOREIGN KEY ("predecesseurId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_successeurId_fkey" FOREIGN KEY ("successeurId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fiche" ADD CONSTRAINT "fiche_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adhesion" ADD CONSTRAINT "adhesion_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demande_adhesion" ADD CONSTRAINT "demande_adhesion_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campagne_regle" ADD CONSTRAINT "campagne_regle_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "campagne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campagne_ligne" ADD CONSTRAINT "campagne_ligne_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campagne_ligne" ADD CONSTRAINT "campagne_ligne_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "campagne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campagne_tranche" ADD CONSTRAINT "campagne_tranche_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "campagne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cotisation_reprise" ADD CONSTRAINT "cotisation_reprise_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_ligne" ADD CONSTRAINT "import_ligne_importId_fkey" FOREIGN KEY ("importId") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "souscription" ADD CONSTRAINT "souscription_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "souscription" ADD CONSTRAINT "souscription_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "souscription" ADD CONSTRAINT "souscription_tarifId_fkey" FOREIGN KEY ("tarifId") REFERENCES "tarif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "souscription_suivi" ADD CONSTRAINT "souscription_suivi_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre" ADD CONSTRAINT "titre_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre" ADD CONSTRAINT "titre_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "campagne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre_ligne" ADD CONSTRAINT "titre_ligne_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre_suivi" ADD CONSTRAINT "titre_suivi_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "courriel" ADD CONSTRAINT "courriel_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

