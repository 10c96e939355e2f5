-- The line of a campaign points at a titre of its own collectivité, and the database holds it.
ALTER TABLE "campagne_ligne" ADD CONSTRAINT "campagne_ligne_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
