namespace Cutwork.Imaging;

/// <summary>Pairs the members of a shard by name: what comes before the first dot of the last part of a name is its sample's, or before the last dot where these make a pair.</summary>
internal static class ShardIndex
{
    private sealed class Parts
    {
        public TarMember? Picture;
        public TarMember? Cls;
        public TarMember? Json;
        public string? Damage;
        public string? Shorter; // of a key with a dot, the key up to the first one

        public bool IsPair => Picture is not null && (Cls ?? Json) is not null;
    }

    /// <summary>The samples, in the order in which their first members come.</summary>
    /// <param name="shard">The tar.</param>
    /// <param name="left">Is told of the members that belong to no sample.</param>
    public static IEnumerable<ShardEntry> Of(Shard shard, Tally left)
    {
        Dictionary<string, Parts> byKey = new(StringComparer.Ordinal);
        List<Parts> inOrder = [];
        List<TarMember> broken = [];
        foreach (TarMember member in TarWalk.Members(shard, left))
        {
            (string key, string extension, string? shorter) = Split(member.Id);
            bool isPicture = PictureFiles.IsPictureExtension(extension);
            if (isPicture || extension is ".cls" or ".json")
            {
                if (!byKey.TryGetValue(key, out Parts? parts))
                {
                    byKey.Add(key, parts = new Parts { Shorter = shorter });
                    inOrder.Add(parts);
                }
                Add(parts, member, isPicture, extension);
            }
            else if (member.Damage is not null)
                broken.Add(member);
            else if (IsSystems(member.Name))
                left.Add("files and folders of systems and tools", $"{shard.Name}/{member.Name}");
            else
                left.AddFile($"{shard.Name}/{member.Name}");
        }
        return
        [
            .. inOrder.Where(parts => IsSample(parts, byKey, shard, left)).Select(parts => Entry(shard, parts)),
            .. broken.Select(member => new ShardEntry(shard, member, default, member.Damage)),
        ];
    }

    // WebDataset's rule is the first dot: "a/7.seg.png" is "seg.png" of "a/7", and no picture. Where that finds nothing that we know, the
    // last dot counts: "scan 2.0.png" and "scan 2.0.cls" have one stem. Hidden files, "._7.jpg", are other systems' notes.
    private static (string Key, string Extension, string? Shorter) Split(string id)
    {
        int name = id.LastIndexOf('/') + 1;
        // Two dots are no hidden file but a way out, which is refused by name further down.
        int first = id.AsSpan(name).StartsWith("..") ? name + 2 : name;
        int dot = id.IndexOf('.', first);
        if (dot <= name || IsInSystems(id[..name]))
            return (id, "", null);
        string extension = id[dot..].ToLowerInvariant();
        int last = id.LastIndexOf('.');
        return last == dot || IsKnown(extension)
            ? (id[..dot], extension, null)
            : (id[..last], id[last..].ToLowerInvariant(), id[..dot]);
    }

    private static bool IsKnown(string extension) =>
        PictureFiles.IsPictureExtension(extension) || extension is ".cls" or ".json";

    private static bool IsSystems(string name) =>
        name[(name.LastIndexOf('/') + 1)..].StartsWith('.') || IsInSystems(name);

    private static bool IsInSystems(string path) =>
        Array.Exists(path.Split('/'), part => !part.StartsWith('.') && SystemEntries.Has(part));

    // Of a key with a dot, a pair is a sample, and so is a picture that nothing else claims: it has no label, which is said. What is left
    // belongs to the sample of the shorter key.
    private static bool IsSample(Parts parts, Dictionary<string, Parts> byKey, Shard shard, Tally left)
    {
        if (parts.Shorter is null || parts.IsPair || (parts.Picture is not null && !byKey.ContainsKey(parts.Shorter)))
            return true;
        foreach (TarMember member in new[] { parts.Picture, parts.Cls, parts.Json }.OfType<TarMember>())
            left.Add(
                $"members beside the samples, {member.Name[member.Name.IndexOf('.', member.Name.LastIndexOf('/') + 1)..]}",
                $"{shard.Name}/{member.Name}"
            );
        return false;
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
