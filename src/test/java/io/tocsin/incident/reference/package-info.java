/**
 * A second telling of what becomes of an incident: slow, plain, and written from the pages instead
 * of from the machine, to be compared with it.
 *
 * <p>It keeps no state. What has happened is a list of facts, and every question (how bad is it, is
 * it acknowledged, when is this timer due) is answered by reading that list from its beginning.
 * What is known of a timer or of the incident after so many facts can never change, so an answer
 * that was found once may be looked up.
 */
package io.tocsin.incident.reference;
