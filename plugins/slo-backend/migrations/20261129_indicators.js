// @ts-check

/**
 * What SLOs measure, as the rules that are loaded in their source tell. One
 * row for each source: it is asked for as a whole every few minutes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_indicators', table => {
    table.comment('What SLOs measure, by the rules of their source');
    table.string('source', 255).primary();
    table.integer('revision').notNullable().comment('Grows with every change');
    table.string('asked_at', 30).notNullable().comment('ISO 8601, UTC');
    table
      .text('document', 'longtext')
      .notNullable()
      .comment('JSON: by SLO id; null for one whose rules do not tell');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_indicators');
};
