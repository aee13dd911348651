// @ts-check

/**
 * When each source was last heard of. What is there counts from now on, and so does
 * what replicas of the former version tell while they last.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('home_states', table => {
    table.bigInteger('received_at_ms').notNullable().defaultTo(Date.now());
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('home_states', table => {
    table.dropColumn('received_at_ms');
  });
};
