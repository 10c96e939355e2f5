-- What a souscription goes on from, in the file of a body that disappeared: its mail follows by it. A plain reference,
-- since no key crosses two collectivités.
ALTER TABLE "souscription" ADD COLUMN     "repriseDeId" UUID;
CREATE UNIQUE INDEX "souscription_collectiviteId_repriseDeId_key" ON "souscription"("collectiviteId", "repriseDeId");
-- Figures pass from one code to another on the day of a succession.
GRANT DELETE ON population TO portail_agent;
