-- Who countersigns for the operator. A value added to an enumeration serves only once it is committed.
ALTER TYPE "agent_role" ADD VALUE 'ordonnateur';
