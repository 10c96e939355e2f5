-- How long the convention of a service runs, and the last day of each once both sides have signed; those signed before have none.
ALTER TABLE "service" ADD COLUMN "conventionMois" SMALLINT;
ALTER TABLE "souscription" ADD COLUMN "dureeMois" SMALLINT, ADD COLUMN "auPlusTard" DATE, ADD COLUMN "terme" DATE;
ALTER TABLE service ADD CONSTRAINT service_convention_mois CHECK ("conventionMois" BETWEEN 1 AND 120);
ALTER TABLE souscription ADD CONSTRAINT souscription_duree CHECK ("dureeMois" BETWEEN 1 AND 120);
