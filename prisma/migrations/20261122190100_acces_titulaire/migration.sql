-- Accounts and certificates are in the name of one body: after a merger, those of the communes that disappeared go on beside.
ALTER TABLE "module_acces" ADD COLUMN "titulaireId" UUID,
  ADD COLUMN "closLe" TIMESTAMPTZ(3);
UPDATE "module_acces" SET "titulaireId" = "collectiviteId";
ALTER TABLE "module_acces" ALTER COLUMN "titulaireId" SET NOT NULL;
DROP INDEX "module_acces_collectiviteId_serviceId_key";
CREATE UNIQUE INDEX "module_acces_collectiviteId_serviceId_titulaireId_key" ON "module_acces"("collectiviteId", "serviceId", "titulaireId");
