// @ts-check

/**
 * Who has been told that a review is overdue: one row for each SLO and date.
 * A row is there before the telling, so that of two replicas only the one
 * that has made it tells; `told_at` says that it went out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_review_reminders', table => {
    table.comment('Overdue reviews that the owners have been told of');
    table.string('slo_id', 400).notNullable();
    table.string('due_on', 10).notNullable().comment('The date that passed');
    table.string('claimed_at', 30).notNullable().comment('ISO 8601, UTC');
    table.string('told_at', 30).comment('ISO 8601, UTC; null until told');
    table.primary(['slo_id', 'due_on']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_review_reminders');
};
