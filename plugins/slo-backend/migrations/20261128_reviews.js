// @ts-check

/**
 * What people have decided about SLOs. Rows are only ever added, so the number
 * of them says whether there is something new. An SLO is known by its id
 * only: a review outlives the series that it was about.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_reviews', table => {
    table.comment('What reviews of SLOs have come to');
    table.string('id', 36).primary();
    table.string('slo_id', 400).notNullable();
    table.string('decided_at', 30).notNullable().comment('ISO 8601, UTC');
    table.string('decided_by', 400).notNullable().comment('Entity reference');
    table.string('decision', 10).notNullable().comment('keep, change, retire');
    table.text('note').notNullable();
    table.string('next_review_on', 10).comment('Null for one that is retired');
    table.double('objective').comment('As it was; null if none was recorded');
    table.index(['slo_id', 'decided_at'], 'slo_reviews_slo_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_reviews');
};
