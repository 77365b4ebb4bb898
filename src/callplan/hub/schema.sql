-- The hub of a team that works with callplan: version 1. For PostgreSQL 14 or newer, by whoever runs the server:
--
--   callplan team sql | psql -v ON_ERROR_STOP=1 DATABASE
--
-- All of it is done or nothing; it may be run again at any time, and is after an upgrade of callplan or when a backup
-- was restored. Everybody has a role of their own: CREATE ROLE anna LOGIN PASSWORD '…'; GRANT callplan_rep TO anna;
BEGIN;
SET LOCAL client_min_messages = warning;

-- Who owns the tables sees none of their rows; who keeps them has no login and no member, and works in the functions
-- below alone.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['callplan_owner', 'callplan_keeper', 'callplan_rep', 'callplan_manager'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT callplan_owner, callplan_keeper TO %I', current_user);
    END IF;
    IF pg_catalog.to_regnamespace('callplan') IS NULL THEN
        CREATE SCHEMA callplan AUTHORIZATION callplan_owner;
    END IF;
    IF pg_catalog.to_regclass('callplan.hub') IS NOT NULL THEN
        SET LOCAL ROLE callplan_keeper;
        IF (SELECT version FROM callplan.hub) > 1 THEN
            RAISE EXCEPTION 'This hub is of a newer callplan (version %): run the SQL of that one.',
                (SELECT version FROM callplan.hub);
        END IF;
        RESET ROLE;
    END IF;
END $$;

SET LOCAL ROLE callplan_owner;
SET LOCAL search_path = pg_catalog, pg_temp;
-- Waited for before anything is changed: autovacuum, too, would wait for what is changed, and each for the other
DO $$
BEGIN
    IF to_regclass('callplan.hub') IS NOT NULL THEN
        LOCK TABLE callplan.hub, callplan.deals, callplan.entries, callplan.handovers, callplan.turns;
    END IF;
END $$;
REVOKE ALL ON SCHEMA callplan FROM PUBLIC;
GRANT USAGE ON SCHEMA callplan TO callplan_rep, callplan_manager;
GRANT USAGE, CREATE ON SCHEMA callplan TO callplan_keeper;

-- One row: which hub this is, and the number of the transaction in which anything changed last
CREATE TABLE IF NOT EXISTS callplan.hub (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    version integer NOT NULL,
    key text NOT NULL,
    seen bigint NOT NULL DEFAULT 0
);
-- A deal's id is its opener's own: whoever takes the id of somebody else's deal learns nothing and meets nobody.
-- Without a name: it was dropped. `seen` is given at the commit, in the order of commits.
CREATE TABLE IF NOT EXISTS callplan.deals (
    deal uuid NOT NULL,
    opener text COLLATE "C" NOT NULL DEFAULT current_user,
    owner text COLLATE "C" NOT NULL DEFAULT current_user CHECK (owner NOT IN ('callplan_rep', 'callplan_manager')),
    name text CHECK (length(name) BETWEEN 1 AND 1000),
    epoch integer NOT NULL DEFAULT 0,
    last integer NOT NULL DEFAULT 0,
    seen bigint,
    PRIMARY KEY (deal, opener),
    UNIQUE (owner, name) DEFERRABLE
);
-- Room for what a deal becomes in the transaction that opens it, without new places in every index
ALTER TABLE callplan.deals SET (fillfactor = 45);
CREATE INDEX IF NOT EXISTS deals_seen ON callplan.deals (seen);
-- `body` is text that is JSON, as it was sent: checksums elsewhere are over it. `owner` is the deal's, in every key and
-- every rule: nobody meets what is somebody else's, not by a key that is taken either, and nothing is looked up for it.
CREATE TABLE IF NOT EXISTS callplan.entries (
    deal uuid NOT NULL,
    opener text COLLATE "C" NOT NULL DEFAULT current_user,
    owner text COLLATE "C" NOT NULL DEFAULT current_user,
    number integer NOT NULL,
    batch integer NOT NULL,
    batch_id uuid NOT NULL,
    kind text NOT NULL,
    on_day date NOT NULL,
    recorded_at text NOT NULL,
    recorder text COLLATE "C" NOT NULL DEFAULT current_user,
    body json NOT NULL,
    answers json,
    PRIMARY KEY (deal, opener, number, owner)
);
-- A deal that changed hands, for the home that it left; `last` is the number of its last entry then
CREATE TABLE IF NOT EXISTS callplan.handovers (
    deal uuid NOT NULL,
    opener text COLLATE "C" NOT NULL,
    giver text COLLATE "C" NOT NULL,
    taker text COLLATE "C" NOT NULL,
    by text COLLATE "C" NOT NULL,
    seen bigint,
    last integer NOT NULL DEFAULT 0
);
ALTER TABLE callplan.handovers ADD COLUMN IF NOT EXISTS last integer NOT NULL DEFAULT 0;
CREATE INDEX IF NOT EXISTS handovers_seen ON callplan.handovers (seen);
-- A row while a transaction lasts that changes anything, and no row after it
CREATE TABLE IF NOT EXISTS callplan.turns (one boolean NOT NULL DEFAULT true);

-- A plan's estimates are made of what is kept of everybody's values: nothing is kept of what tells something
ALTER TABLE callplan.deals ALTER name SET STATISTICS 0, ALTER owner SET STATISTICS 0, ALTER opener SET STATISTICS 0,
    ALTER deal SET STATISTICS 0, ALTER last SET STATISTICS 0, ALTER epoch SET STATISTICS 0;
ALTER TABLE callplan.entries ALTER deal SET STATISTICS 0, ALTER opener SET STATISTICS 0, ALTER number SET STATISTICS 0,
    ALTER owner SET STATISTICS 0,
    ALTER batch SET STATISTICS 0, ALTER batch_id SET STATISTICS 0, ALTER kind SET STATISTICS 0,
    ALTER on_day SET STATISTICS 0, ALTER recorded_at SET STATISTICS 0, ALTER recorder SET STATISTICS 0,
    ALTER body SET STATISTICS 0, ALTER answers SET STATISTICS 0;
ALTER TABLE callplan.handovers ALTER deal SET STATISTICS 0, ALTER opener SET STATISTICS 0, ALTER giver SET STATISTICS 0,
    ALTER taker SET STATISTICS 0, ALTER by SET STATISTICS 0, ALTER last SET STATISTICS 0;

-- Who may do what at all
REVOKE ALL ON ALL TABLES IN SCHEMA callplan FROM PUBLIC, callplan_rep, callplan_manager, callplan_keeper;
GRANT SELECT ON callplan.hub, callplan.deals, callplan.entries, callplan.handovers TO callplan_rep, callplan_manager;
GRANT INSERT (deal, opener, owner, name), UPDATE (name) ON callplan.deals TO callplan_rep;
GRANT INSERT ON callplan.entries TO callplan_rep;
GRANT UPDATE (owner) ON callplan.deals TO callplan_manager;
GRANT SELECT, INSERT, UPDATE ON callplan.hub, callplan.handovers TO callplan_keeper;
GRANT SELECT, UPDATE ON callplan.deals TO callplan_keeper;
GRANT SELECT, UPDATE, DELETE ON callplan.entries TO callplan_keeper;
GRANT SELECT, INSERT, DELETE ON callplan.turns TO callplan_keeper;

-- and on which rows. `current_user` is whoever asks, through a view of somebody else's, too; asked once a statement
DO $$
DECLARE
    told text;
    manages text := '(SELECT pg_has_role(current_user, ''callplan_manager'', ''USAGE''))';
    own text := 'owner = (SELECT current_user)';
    a_rep text := 'EXISTS (SELECT FROM pg_roles r WHERE r.rolname = owner AND NOT r.rolsuper'
        ' AND pg_has_role(r.oid, ''callplan_rep'', ''USAGE''))';
BEGIN
    FOREACH told IN ARRAY ARRAY['hub', 'deals', 'entries', 'handovers', 'turns'] LOOP
        EXECUTE format('ALTER TABLE callplan.%I ENABLE ROW LEVEL SECURITY', told);
        EXECUTE format('ALTER TABLE callplan.%I FORCE ROW LEVEL SECURITY', told);
        EXECUTE format('DROP POLICY IF EXISTS keeper ON callplan.%I', told);
        EXECUTE format('CREATE POLICY keeper ON callplan.%I TO callplan_keeper USING (true)', told);
        CONTINUE WHEN told = 'turns';
        EXECUTE format('DROP POLICY IF EXISTS manager_reads ON callplan.%I', told);
        EXECUTE format('CREATE POLICY manager_reads ON callplan.%I FOR SELECT TO callplan_manager USING (%s)', told,
            CASE told WHEN 'hub' THEN 'true' ELSE manages END);
        EXECUTE format('DROP POLICY IF EXISTS rep_reads ON callplan.%I', told);
        EXECUTE format('CREATE POLICY rep_reads ON callplan.%I FOR SELECT TO callplan_rep USING (%s)', told,
            CASE told WHEN 'hub' THEN 'true' WHEN 'handovers' THEN 'current_user IN (giver, taker)'
            ELSE own END);
    END LOOP;
    DROP POLICY IF EXISTS rep_opens ON callplan.deals;
    CREATE POLICY rep_opens ON callplan.deals FOR INSERT TO callplan_rep
        WITH CHECK (owner = current_user AND opener = current_user);
    DROP POLICY IF EXISTS rep_names ON callplan.deals;
    CREATE POLICY rep_names ON callplan.deals FOR UPDATE TO callplan_rep USING (owner = current_user);
    DROP POLICY IF EXISTS manager_hands_over ON callplan.deals;
    EXECUTE format('CREATE POLICY manager_hands_over ON callplan.deals FOR UPDATE TO callplan_manager USING (%s)'
        ' WITH CHECK (%s)', manages, a_rep);
    DROP POLICY IF EXISTS rep_adds ON callplan.entries;
    CREATE POLICY rep_adds ON callplan.entries FOR INSERT TO callplan_rep
        WITH CHECK (owner = (SELECT current_user) AND recorder = (SELECT current_user));
END $$;

SET LOCAL ROLE callplan_keeper;

-- Whoever a function that works for the keeper was called by
CREATE OR REPLACE FUNCTION callplan.caller() RETURNS name LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END
$$;

-- Another entry of the same deal is waited for, so that what comes too late is told so, and not that the key is taken.
-- Who has locked their deals themselves may say so and save the time: what is certain is `entries_follow`.
CREATE OR REPLACE FUNCTION callplan.entries_wait() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    there integer;
BEGIN
    SELECT last INTO there FROM callplan.deals
        WHERE deal = NEW.deal AND opener = NEW.opener AND owner = current_user FOR UPDATE;
    IF there >= NEW.number THEN
        RAISE serialization_failure USING MESSAGE = 'an entry is only ever added at the end';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION callplan.entries_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    added_to integer;
    grown integer;
BEGIN
    WITH told AS (
        SELECT deal, opener, min(owner) AS owner, min(recorder) AS recorder, min(number) AS first, max(number) AS last,
            count(*) AS several
        FROM added GROUP BY deal, opener
    ), changed AS (
        UPDATE callplan.deals d SET last = told.last, seen = NULL FROM told
        WHERE d.deal = told.deal AND d.opener = told.opener AND d.owner = told.owner
            AND d.owner = told.recorder AND told.first = d.last + 1 AND told.last = d.last + told.several
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM changed) INTO added_to, grown;
    IF grown < added_to THEN
        IF EXISTS (SELECT FROM added a WHERE NOT EXISTS (SELECT FROM callplan.deals d
            WHERE d.deal = a.deal AND d.opener = a.opener AND d.owner = a.owner)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'you have no such deal';
        END IF;
        RAISE serialization_failure USING MESSAGE = 'an entry is only ever added at the end';
    END IF;
    RETURN NULL;
END $$;

-- What is changed is the owner's by a manager, or the name by its owner, and is to be seen
CREATE OR REPLACE FUNCTION callplan.deals_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_user <> 'callplan_keeper' THEN
        IF NEW.name IS DISTINCT FROM OLD.name AND OLD.owner <> current_user THEN
            RAISE insufficient_privilege USING MESSAGE = 'a deal is named by its owner';
        END IF;
        IF (NEW.deal, NEW.opener, NEW.epoch, NEW.last) IS DISTINCT FROM (OLD.deal, OLD.opener, OLD.epoch, OLD.last) THEN
            RAISE insufficient_privilege USING MESSAGE = 'what a deal is never changes by hand';
        END IF;
        NEW.seen := NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION callplan.deals_handed_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE callplan.entries SET owner = NEW.owner WHERE deal = NEW.deal AND opener = NEW.opener;
    INSERT INTO callplan.handovers (deal, opener, giver, taker, by, last)
        VALUES (NEW.deal, NEW.opener, OLD.owner, NEW.owner, callplan.caller(), NEW.last);
    RETURN NULL;
END $$;

-- At the commit, one after the other: who has seen a number has seen all below it
CREATE OR REPLACE FUNCTION callplan.deals_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO callplan.turns SELECT true WHERE NOT EXISTS (SELECT FROM callplan.turns);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION callplan.turns_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next bigint;
BEGIN
    UPDATE callplan.hub SET seen = seen + 1 RETURNING seen INTO next;
    UPDATE callplan.deals SET seen = next WHERE seen IS NULL;
    UPDATE callplan.handovers SET seen = next WHERE seen IS NULL;
    DELETE FROM callplan.turns;
    RETURN NULL;
END $$;

-- Not even whoever owns the tables changes or empties them by mistake
CREATE OR REPLACE FUNCTION callplan.stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_user <> 'callplan_keeper' THEN
        RAISE insufficient_privilege USING MESSAGE = 'what is on the hub is never changed or deleted';
    END IF;
    RETURN NULL;
END $$;

-- The deal of whoever calls, locked, and no other: why there is none is not told
CREATE OR REPLACE FUNCTION callplan.own_deal(of_deal uuid, of_opener name) RETURNS callplan.deals LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_it callplan.deals;
BEGIN
    SELECT * INTO found_it FROM callplan.deals d WHERE d.deal = of_deal AND d.opener = of_opener
        AND d.owner = callplan.caller() AND pg_has_role(callplan.caller(), 'callplan_rep', 'USAGE') FOR UPDATE;
    IF NOT FOUND THEN
        RAISE insufficient_privilege USING MESSAGE = 'you have no such deal';
    END IF;
    RETURN found_it;
END $$;

-- What was forgotten elsewhere is forgotten here: other bodies for some entries, no answers for any; the new epoch
CREATE OR REPLACE FUNCTION callplan.forget(of_deal uuid, of_opener name, of_last integer, numbers integer[], bodies text[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own callplan.deals := callplan.own_deal(of_deal, of_opener);
BEGIN
    IF own.last IS DISTINCT FROM of_last THEN
        RAISE serialization_failure USING MESSAGE = 'the deal has other entries by now';
    END IF;
    UPDATE callplan.entries e SET body = t.body::json FROM unnest(numbers, bodies) AS t (number, body)
        WHERE e.deal = of_deal AND e.opener = of_opener AND e.number = t.number;
    UPDATE callplan.entries SET answers = NULL WHERE deal = of_deal AND opener = of_opener AND answers IS NOT NULL;
    UPDATE callplan.deals SET epoch = epoch + 1, seen = NULL WHERE deal = of_deal AND opener = of_opener;
    RETURN own.epoch + 1;
END $$;

-- A whole deal: what is left is that there was one, for every home to take it out
CREATE OR REPLACE FUNCTION callplan.forget_deal(of_deal uuid, of_opener name) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own callplan.deals := callplan.own_deal(of_deal, of_opener);
BEGIN
    DELETE FROM callplan.entries WHERE deal = of_deal AND opener = of_opener;
    UPDATE callplan.deals SET epoch = epoch + 1, last = 0, name = NULL, seen = NULL
        WHERE deal = of_deal AND opener = of_opener;
    RETURN own.epoch + 1;
END $$;

REVOKE ALL ON FUNCTION callplan.caller(), callplan.entries_wait(), callplan.entries_follow(), callplan.deals_change(),
    callplan.deals_handed_over(), callplan.deals_turn(), callplan.turns_end(), callplan.stays(), callplan.own_deal(uuid, name),
    callplan.forget(uuid, name, integer, integer[], text[]), callplan.forget_deal(uuid, name) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION callplan.forget(uuid, name, integer, integer[], text[]), callplan.forget_deal(uuid, name)
    TO callplan_rep;
GRANT EXECUTE ON FUNCTION callplan.entries_wait(), callplan.entries_follow(), callplan.deals_change(),
    callplan.deals_handed_over(), callplan.deals_turn(), callplan.turns_end(), callplan.stays() TO callplan_owner;

-- A new key each time: homes then ask for everything once, for after a restored backup the numbers begin anew
INSERT INTO callplan.hub (version, key) VALUES (1, gen_random_uuid())
    ON CONFLICT (one) DO UPDATE SET version = 1, key = excluded.key;

SET LOCAL ROLE callplan_owner;
REVOKE CREATE ON SCHEMA callplan FROM callplan_keeper;

DROP TRIGGER IF EXISTS entries_wait ON callplan.entries;
CREATE TRIGGER entries_wait BEFORE INSERT ON callplan.entries FOR EACH ROW
    WHEN (current_setting('callplan.locked', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION callplan.entries_wait();
DROP TRIGGER IF EXISTS entries_follow ON callplan.entries;
CREATE TRIGGER entries_follow AFTER INSERT ON callplan.entries REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.entries_follow();
DROP TRIGGER IF EXISTS deals_change ON callplan.deals;
CREATE TRIGGER deals_change BEFORE UPDATE ON callplan.deals FOR EACH ROW EXECUTE FUNCTION callplan.deals_change();
DROP TRIGGER IF EXISTS deals_handed_over ON callplan.deals;
CREATE TRIGGER deals_handed_over AFTER UPDATE ON callplan.deals FOR EACH ROW
    WHEN (OLD.owner <> NEW.owner) EXECUTE FUNCTION callplan.deals_handed_over();
DROP TRIGGER IF EXISTS deals_turn ON callplan.deals;
CREATE TRIGGER deals_turn AFTER INSERT OR UPDATE OF owner, name, epoch, last ON callplan.deals
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.deals_turn();
DROP TRIGGER IF EXISTS turns_end ON callplan.turns;
CREATE CONSTRAINT TRIGGER turns_end AFTER INSERT ON callplan.turns DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION callplan.turns_end();
DROP TRIGGER IF EXISTS entries_stay ON callplan.entries;
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON callplan.entries
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.stays();
DROP TRIGGER IF EXISTS deals_stay ON callplan.deals;
CREATE TRIGGER deals_stay BEFORE DELETE OR TRUNCATE ON callplan.deals
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.stays();
DROP TRIGGER IF EXISTS handovers_stay ON callplan.handovers;
CREATE TRIGGER handovers_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON callplan.handovers
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.stays();
DROP TRIGGER IF EXISTS turns_stay ON callplan.turns;
CREATE TRIGGER turns_stay BEFORE TRUNCATE ON callplan.turns FOR EACH STATEMENT EXECUTE FUNCTION callplan.stays();
DROP TRIGGER IF EXISTS hub_stays ON callplan.hub;
CREATE TRIGGER hub_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON callplan.hub
    FOR EACH STATEMENT EXECUTE FUNCTION callplan.stays();

RESET ROLE;
-- Lines that are sent come in by a temporary table; on a server where everybody may do both, this changes nothing
DO $$
BEGIN
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO callplan_rep, callplan_manager', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'the owner of the database says GRANT CONNECT, TEMPORARY ON DATABASE … TO callplan_rep';
END $$;
-- Nobody is a member of either of the two, whoever made them so
DO $$
DECLARE
    told record;
BEGIN
    FOR told IN SELECT m.roleid::regrole AS of, m.member::regrole AS who FROM pg_catalog.pg_auth_members m
        WHERE m.roleid IN ('callplan_owner'::regrole, 'callplan_keeper'::regrole) LOOP
        EXECUTE format('REVOKE %s FROM %s', told.of, told.who);
    END LOOP;
END $$;
COMMIT;
