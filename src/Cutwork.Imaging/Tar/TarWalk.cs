using System.Globalization;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>
/// The members of a tar in order, by their headers alone. A reader of its own: the framework's decodes names as UTF-8, which
/// loses bytes that are not, and gives neither offsets nor the name of the member a file ends in.
/// </summary>
internal static class TarWalk
{
    // Long names and pax records are names; a megabyte of them is an attack.
    private const int MostMetadata = 1 << 20;

    /// <summary>The regular files; a damaged end is the last member.</summary>
    /// <param name="shard">The tar.</param>
    /// <param name="left">Is told of links and other members that are no files; folders need no word.</param>
    public static IEnumerable<TarMember> Members(Shard shard, Tally left)
    {
        byte[] block = new byte[TarHeader.Length];
        byte[]? longName = null;
        long? longSize = null;
        long at = 0;
        while (true)
        {
            if (shard.Length - at < TarHeader.Length)
            {
                yield return Broken(at, Ends(shard, at));
                yield break;
            }
            shard.Read(at, block.AsSpan());
            if (new TarHeader(block).IsEmpty)
            {
                if (shard.Cut is not null)
                    yield return Broken(at, shard.Cut);
                yield break;
            }
            if (!new TarHeader(block).HasRightChecksum)
            {
                string what =
                    at == 0
                        ? "is not a tar header, so this is not a tar file"
                        : "is not a tar header: the tar is damaged";
                yield return Broken(at, $"the block at byte {at} {what}");
                yield break;
            }

            TarHeader header = new(block);
            char type = header.Type;
            bool isFile = header.IsFile;
            long size = longSize ?? header.Size;
            byte[] name = longName ?? header.Name;
            long data = at + TarHeader.Length;
            string? damage =
                size < 0 ? "its size field is damaged"
                : size > shard.Length - data ? Short(shard, size, data)
                : type is 'L' or 'x' && size > MostMetadata ? $"its name takes {size} bytes"
                : null;
            if (damage is not null)
            {
                yield return Member(name, at, data, 0, damage);
                yield break;
            }

            if (type == 'L')
                longName = TarHeader.Text(shard.Read(data, (int)size)).ToArray();
            else if (type == 'x')
                (longName, longSize) = Pax(shard.Read(data, (int)size), longName);
            else if (type is not ('K' or 'g'))
            {
                if (isFile)
                    yield return Member(name, at, data, size, damage: null);
                else if (type != '5')
                    left.Add(
                        type is '1' or '2' ? "links in shards, which are not followed" : "members that are no files",
                        $"{shard.Name}/{SafeName.FromBytes(name)}"
                    );
                (longName, longSize) = (null, null);
            }
            at = data + (size + TarHeader.Length - 1) / TarHeader.Length * TarHeader.Length;
        }
    }

    private static TarMember Member(byte[] name, long header, long data, long size, string? damage)
    {
        ReadOnlySpan<byte> bare = name;
        while (bare.StartsWith("./"u8))
            bare = bare[2..];
        return new TarMember(Encoding.Latin1.GetString(bare), SafeName.FromBytes(bare), header, data, size, damage);
    }

    private static TarMember Broken(long at, string damage) => new("", "", at, at, 0, damage);

    private static string Short(Shard shard, long size, long data)
    {
        string end = $"it should have {size} bytes, but the tar ends {Math.Max(0, shard.Length - data)} bytes into it";
        return shard.Cut is null ? $"{end}: the file is truncated" : $"{end}: {shard.Cut}";
    }

    // A tar ends with empty blocks. Without them nobody can say whether members are missing, so it is said.
    private static string Ends(Shard shard, long at) =>
        shard.Cut
        ?? (
            shard.Length == 0
                ? "the file is empty"
                : $"the file ends at byte {shard.Length}, where the block at byte {Math.Min(at, shard.Length)} should follow, "
                    + "without the empty block that closes a tar: it is truncated"
        );

    // Records of "length key=value\n"; the length counts itself.
    private static (byte[]? Name, long? Size) Pax(ReadOnlySpan<byte> records, byte[]? name)
    {
        long? size = null;
        while (records.IndexOf((byte)' ') is var space and > 0)
        {
            if (
                !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= space + 1
                || length > records.Length
            )
                break;
            ReadOnlySpan<byte> record = records[(space + 1)..length].TrimEnd((byte)'\n');
            if (record.StartsWith("path="u8))
                name = record[5..].ToArray();
            else if (
                record.StartsWith("size="u8)
                && long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out long given)
            )
                size = given;
            records = records[length..];
        }
        return (name, size);
    }
}
