@NullMarked
package dev.bonafide.escrow.web;

import org.jspecify.annotations.NullMarked;
