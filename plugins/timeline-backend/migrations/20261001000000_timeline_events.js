/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('timeline_events', table => {
    table.comment('What happened to the entities of the catalog');
    table.string('id', 200).primary().comment('<source>:<key>, deterministic');
    table.bigInteger('at_ms').notNullable().comment('Milliseconds since 1970');
    table.string('kind', 20).notNullable();
    table.string('severity', 10).notNullable();
    table.string('entity_ref', 400).notNullable();
    table.string('title', 300).notNullable();
    table.string('href', 2048);
    table.string('actor', 200);
    table.text('data').notNullable().comment('JSON');
    table
      .text('search_text')
      .notNullable()
      .comment('Title, actor and entity in lower case');
    table
      .string('digest', 64)
      .notNullable()
      .comment('SHA-256 of the content, to tell a change from a repetition');
  });
  if (knex.client.config.client === 'pg') {
    // Byte order: faster, and the same whatever locale the database has, so
    // that cursors stay valid when it moves.
    await knex.raw(
      'ALTER TABLE timeline_events ALTER COLUMN id TYPE varchar(200) COLLATE "C", ALTER COLUMN entity_ref TYPE varchar(400) COLLATE "C"',
    );
  }
  // Both end in the order of every listing, so that a page is read off the
  // index and no sorting is needed.
  await knex.raw(
    'CREATE INDEX timeline_events_entity_idx ON timeline_events (entity_ref, at_ms DESC, id DESC)',
  );
  await knex.raw(
    'CREATE INDEX timeline_events_at_idx ON timeline_events (at_ms DESC, id DESC)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('timeline_events');
};
