/** What people hear from the marketplace: notices about their trades, tips before they trade. */
@NullMarked
package dev.bonafide.community;

import org.jspecify.annotations.NullMarked;
