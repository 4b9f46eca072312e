/**
 * What a person types: commands, their exit codes, and how they speak. Joins the rooms to do one
 * thing and print it; decides nothing about incidents. May know every room.
 */
package io.tocsin.cli;
