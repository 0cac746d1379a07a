namespace Cutwork.Imaging;

/// <summary>Pairs the members of a shard by name: everything before the first dot of the last part is the sample's.</summary>
internal static class ShardIndex
{
    private sealed class Parts
    {
        public TarMember? Picture;
        public TarMember? Cls;
        public TarMember? Json;
        public string? Damage;
    }

    /// <summary>The samples, in the order in which their first members come.</summary>
    public static IEnumerable<ShardEntry> Of(Shard shard)
    {
        Dictionary<string, Parts> byKey = new(StringComparer.Ordinal);
        List<Parts> inOrder = [];
        List<TarMember> broken = [];
        foreach (TarMember member in TarWalk.Members(shard))
        {
            (string key, string extension) = Split(member.Id);
            bool isPicture = PictureFiles.IsPictureExtension(extension);
            if (isPicture || extension is ".cls" or ".json")
            {
                if (!byKey.TryGetValue(key, out Parts? parts))
                {
                    byKey.Add(key, parts = new Parts());
                    inOrder.Add(parts);
                }
                Add(parts, member, isPicture, extension);
            }
            else if (member.Damage is not null)
                broken.Add(member);
        }
        return
        [
            .. inOrder.Select(parts => Entry(shard, parts)),
            .. broken.Select(member => new ShardEntry(shard, member, default, member.Damage)),
        ];
    }

    // As WebDataset splits: "a/7.seg.png" is "seg.png" of "a/7", and no picture. Hidden files, "._7.jpg", are other systems' notes.
    private static (string Key, string Extension) Split(string id)
    {
        int name = id.LastIndexOf('/') + 1;
        // Two dots are no hidden file but a way out, which is refused by name further down.
        int first = id.AsSpan(name).StartsWith("..") ? name + 2 : name;
        int dot = id.IndexOf('.', first);
        return dot <= name ? (id, "") : (id[..dot], id[dot..].ToLowerInvariant());
    }

    private static void Add(Parts parts, TarMember member, bool isPicture, string extension)
    {
        ref TarMember? place = ref parts.Picture;
        if (!isPicture)
            place = ref extension == ".cls" ? ref parts.Cls : ref parts.Json;
        if (place is not null)
            parts.Damage =
                $"there is another member for the same sample, \"{SafeName.Show(member.Name)}\" at byte {member.Header}";
        else
            place = member;
    }

    private static ShardEntry Entry(Shard shard, Parts parts)
    {
        TarMember? label = parts.Cls ?? parts.Json;
        TarMember named = parts.Picture ?? label!.Value;
        string? damage = LeadsOutside(named.Id) ? "its name leads outside the shard, so it is refused" : parts.Damage;
        damage ??= named.Damage;
        if (parts.Picture is null)
            damage ??= "it is a label without a picture of the same name";
        if (label is null)
            damage ??= "it has no label: there is neither a .cls nor a .json of the same name";
        if (damage is not null)
            return new ShardEntry(shard, named, default, damage);
        ShardLabel read = ShardLabel.Read(shard, label!.Value);
        return new ShardEntry(shard, named, read, read.Damage);
    }

    // Nothing here is ever written under a member's name; but whoever exports samples may do so.
    private static bool LeadsOutside(string id) =>
        id.StartsWith('/')
        || id.Contains('\\')
        || id.Contains('\0')
        || id is [_, ':', ..]
        || id.Split('/').Contains("..");
}
