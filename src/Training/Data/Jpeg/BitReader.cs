using System.Globalization;

namespace Experiments.Training.Data.Jpeg;

/// <summary>The bits of a scan's coded data, up to the next marker; a byte FF is followed by 00 there, which is left out.</summary>
internal sealed class BitReader(ByteReader file)
{
    private int next = file.Position;

    // The bits not yet used, from the highest; beyond the marker zeros follow, which a code may be looked up in but not use.
    private ulong bits;
    private int count;
    private int padding;

    /// <summary>The next code's value.</summary>
    /// <exception cref="ImageDataException">The bits are no code, or the data have ended.</exception>
    public int Value(HuffmanTable table)
    {
        Fill();
        var (value, length) = table.Find((int)(bits >> (64 - HuffmanTable.MaxLength)));
        if (length == 0)
        {
            throw Wrong("the bits are no code of the Huffman table");
        }

        Use(length);
        return value;
    }

    /// <summary>The next so many bits as a number, none to 16.</summary>
    /// <exception cref="ImageDataException">The data have ended.</exception>
    public int Bits(int length)
    {
        if (length == 0)
        {
            return 0;
        }

        Fill();
        var value = (int)(bits >> (64 - length));
        Use(length);
        return value;
    }

    /// <summary>A number of so many bits with its sign: the lower half of the range stands for negative ones (T.81, F.2.2.1).</summary>
    /// <exception cref="ImageDataException">The data have ended.</exception>
    public int Signed(int length)
    {
        var value = Bits(length);
        return length == 0 || value >> (length - 1) != 0 ? value : value - (1 << length) + 1;
    }

    /// <summary>Leaves the rest of the interval and passes the restart marker of a number, 0 to 7.</summary>
    /// <exception cref="ImageDataException">The next marker is another one.</exception>
    public void Restart(int number)
    {
        End();
        var marker = file.Left >= 2 ? file.All[file.Position + 1] : 0;
        if (marker != 0xD0 + number)
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the marker is FF{marker:X2}; expected the restart marker FF{0xD0 + number:X2}"));
        }

        next = file.Position + 2;
        (bits, count, padding) = (0, 0, 0);
    }

    /// <summary>Leaves the file at the next marker, or at its end.</summary>
    public void End()
    {
        var all = file.All;
        while (next < all.Length && !(all[next] == 0xFF && next + 1 < all.Length && all[next + 1] is not (0 or 0xFF)))
        {
            next++;
        }

        file.GoTo(next);
    }

    /// <summary>What is wrong, where the reading is.</summary>
    public ImageDataException Wrong(string what) => file.WrongAt(next, $"in the coded data, {what}");

    private void Use(int length)
    {
        bits <<= length;
        count -= length;
        if (count < padding)
        {
            throw Wrong("they end before the picture does");
        }
    }

    /// <summary>Sees to it that 32 bits are there.</summary>
    private void Fill()
    {
        var all = file.All;
        while (count <= 32)
        {
            ulong value = 0;
            if (next < all.Length && all[next] != 0xFF)
            {
                value = all[next++];
            }
            else if (next + 1 < all.Length && all[next + 1] == 0)
            {
                value = 0xFF;
                next += 2;
            }
            else
            {
                padding += 8;
            }

            bits |= value << (56 - count);
            count += 8;
        }
    }
}
