package io.tlsgauge.engine.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sessions as bytes in the order of their coming: added at one end, dropped at the other.
 *
 * <p>An entry is the length of the session's state in two bytes, its ID, and the state; the first byte of a
 * state is never 0, which so marks a wiped entry. Entries stand close together on pages; a long one,
 * such as a chain makes, has a page of its own length. A page is made when it is needed and let go with its last entry, so that
 * no entry is ever moved, the memory follows what is held, and the work is the same at any size. An entry's
 * address is its page's number, counted on from page to page, and its offset there: 31 bits.
 */
final class SessionLog {
    /** The longest state that an entry can hold, in bytes. */
    static final int MAX_STATE_LENGTH = 0xffff;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int ARRAY_HEADER = 16;
    private static final int PAGE_LENGTH = 4096 - ARRAY_HEADER;
    private static final int OFFSET_BITS = 12;
    private static final int PAGE_NUMBER = (1 << 31 - OFFSET_BITS) - 1;
    private static final int LENGTH_BYTES = Short.BYTES;
    private static final int HEAD_LENGTH = LENGTH_BYTES + SessionIdHash.ID_LENGTH;

    private byte[][] pages = new byte[4][];
    private int oldestPage;
    private int pageCount;
    private int oldestOffset;
    private int newestEnd;
    private long pageBytes;

    /** Adds an entry, and returns its address. */
    int append(byte[] id, byte[] state) {
        int length = HEAD_LENGTH + state.length;
        if (pageCount == 0 || newestEnd + length > newest().length) {
            addPage(length > PAGE_LENGTH / 8 ? length : PAGE_LENGTH);
        }
        byte[] page = newest();
        int offset = newestEnd;
        SHORT.set(page, offset, (short) state.length);
        System.arraycopy(id, 0, page, offset + LENGTH_BYTES, id.length);
        System.arraycopy(state, 0, page, offset + HEAD_LENGTH, state.length);
        newestEnd += length;
        return (oldestPage + pageCount - 1 & PAGE_NUMBER) << OFFSET_BITS | offset;
    }

    /** The address of the oldest entry, a wiped one too; there must be one. */
    int oldest() {
        return oldestPage << OFFSET_BITS | oldestOffset;
    }

    /** Wipes the oldest entry, and makes its room free. */
    void dropOldest() {
        int entry = oldest();
        wipe(entry);
        byte[] page = page(entry);
        oldestOffset += HEAD_LENGTH + stateLength(page, oldestOffset);
        boolean last = pageCount == 1
                ? oldestOffset == newestEnd
                : oldestOffset + HEAD_LENGTH > page.length || stateLength(page, oldestOffset) == 0;
        if (last) {
            dropPage();
        }
    }

    /** Whether the entry has this ID, in a time that does not tell how much of it is the same. */
    boolean hasId(int entry, byte[] id) {
        byte[] page = page(entry);
        int start = offset(entry) + LENGTH_BYTES;
        long difference = 0;
        for (int i = 0; i < SessionIdHash.ID_LENGTH; i += Long.BYTES) {
            difference |= (long) LONG.get(page, start + i) ^ (long) LONG.get(id, i);
        }
        return difference == 0;
    }

    /** The hash of the entry's ID. */
    long hash(int entry, SessionIdHash hash) {
        return hash.of(page(entry), offset(entry) + LENGTH_BYTES);
    }

    /** A copy of the entry's state. */
    byte[] state(int entry) {
        byte[] page = page(entry);
        int start = offset(entry) + HEAD_LENGTH;
        return Arrays.copyOfRange(page, start, start + stateLength(page, offset(entry)));
    }

    /** When the full handshake of the entry's session was. */
    long createdAtMillis(int entry) {
        return SessionState.createdAtMillis(page(entry), offset(entry) + HEAD_LENGTH);
    }

    /** Whether the entry was wiped. */
    boolean isWiped(int entry) {
        return page(entry)[offset(entry) + HEAD_LENGTH] == 0;
    }

    /** Overwrites the entry's ID and state; its room stays taken until it is the oldest. */
    void wipe(int entry) {
        byte[] page = page(entry);
        int offset = offset(entry);
        int end = offset + HEAD_LENGTH + stateLength(page, offset);
        Arrays.fill(page, offset + LENGTH_BYTES, end, (byte) 0);
    }

    /** The memory that the pages take. */
    long bytes() {
        return pageBytes + ARRAY_HEADER + (long) Integer.BYTES * pages.length;
    }

    private byte[] newest() {
        return pages[slot(oldestPage + pageCount - 1)];
    }

    private void addPage(int length) {
        if (pageCount == pages.length) {
            byte[][] more = new byte[2 * pages.length][];
            for (int i = 0; i < pageCount; i++) {
                more[oldestPage + i & more.length - 1] = pages[slot(oldestPage + i)];
            }
            pages = more;
        }
        pageCount++;
        pages[slot(oldestPage + pageCount - 1)] = new byte[length];
        pageBytes += allocated(length);
        newestEnd = 0;
    }

    private void dropPage() {
        pageBytes -= allocated(pages[slot(oldestPage)].length);
        pages[slot(oldestPage)] = null;
        oldestPage = oldestPage + 1 & PAGE_NUMBER;
        pageCount--;
        oldestOffset = 0;
    }

    private static long allocated(int length) {
        return ARRAY_HEADER + length + 7 & -8L;
    }

    private byte[] page(int entry) {
        return pages[slot(entry >>> OFFSET_BITS)];
    }

    private int slot(int pageNumber) {
        return pageNumber & pages.length - 1;
    }

    private static int offset(int entry) {
        return entry & (1 << OFFSET_BITS) - 1;
    }

    private static int stateLength(byte[] page, int offset) {
        return Short.toUnsignedInt((short) SHORT.get(page, offset));
    }
}
