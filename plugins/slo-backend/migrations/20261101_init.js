// @ts-check

/**
 * One row for each source holds all its SLOs in one document: they are read
 * and replaced as a whole on every refresh, and no query ever picks one out.
 * What outlives a refresh (episodes, what is still to be told) has rows of
 * its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_sources', table => {
    table.comment('Last known answer of each source of SLOs');
    table.string('name', 255).primary();
    table.integer('revision').notNullable().comment('Grows with every change');
    table.string('attempted_at', 30).notNullable().comment('ISO 8601, UTC');
    table.string('as_of', 30).comment('Last good answer; ISO 8601, UTC');
    table.text('error').comment('Why the last attempt failed');
    table.text('document', 'longtext').notNullable().comment('JSON');
    table.text('trend', 'longtext').comment('JSON; changes seldom');
  });

  await knex.schema.createTable('slo_episodes', table => {
    table.comment('Times in which an SLO burned at page rate');
    table.string('id', 500).primary();
    table.string('slo_id', 400).notNullable();
    table.string('source', 255).notNullable();
    table.text('facts').notNullable().comment('JSON: what the SLO was then');
    table.string('started_at', 30).notNullable().comment('ISO 8601, UTC');
    table.string('last_critical_at', 30).notNullable();
    table.string('ended_at', 30).comment('Null while it goes on');
    table.double('peak_burn_rate').comment('In the shortest window');
    table.index(['slo_id', 'started_at'], 'slo_episodes_slo_idx');
    table.index(['source', 'ended_at'], 'slo_episodes_open_idx');
  });

  await knex.schema.createTable('slo_announcements', table => {
    table.comment('What is still to be told to others; a row goes when told');
    table.string('episode_id', 500).notNullable();
    table.string('source', 255).notNullable();
    table.string('phase', 10).notNullable().comment('start or end');
    table.string('channel', 20).notNullable();
    table.string('created_at', 30).notNullable().comment('ISO 8601, UTC');
    table.primary(['episode_id', 'phase', 'channel']);
    table.index(['source'], 'slo_announcements_source_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_announcements');
  await knex.schema.dropTable('slo_episodes');
  await knex.schema.dropTable('slo_sources');
};
